import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { documentOf } from '../../src/adapters/http/openapi/openapi-document.js';
import { posternApi } from '../../src/adapters/http/apis/postern/postern-api.js';
import type { HttpAppOptions } from '../../src/adapters/http/create-http-app.js';
import { RequestLimits } from '../../src/adapters/http/pipeline/limits/limit-requests.js';
import type { HttpObserver, RequestLine } from '../../src/adapters/http/pipeline/observer.js';
import type { HttpServerLimits } from '../../src/adapters/http/server/http-server.js';
import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { nodeKeySecrets } from '../../src/adapters/system/node-key-secrets.js';
import { IssueKey } from '../../src/application/keys/issue-key.js';
import type { Backend } from '../../src/application/ports/backend.js';
import type { ConflictPolicy } from '../../src/domain/conflict-policy.js';
import { unwrap } from '../../src/domain/result.js';
import { HttpService as Service } from '../../src/infrastructure/process/http-service.js';
import { parseSettings, type Settings } from '../../src/infrastructure/settings/config.js';
import { composeService } from '../../src/infrastructure/wiring/http-service.js';
import {
  CLOCK,
  ELAPSED_MS,
  HTTP_OPTIONS,
  OUTBOX_BELL,
  REDOC_FILE,
  BACKGROUND_WORKER,
  REQUEST_LOG,
  ROUTE_DEPENDENCIES,
  SERVER_LIMITS,
} from '../../src/infrastructure/wiring/tokens.js';
import { Conformance } from './conformance.js';
import { FixedClock } from './fixed-clock.js';
import { inTime } from './in-time.js';
import { NO_LIMITS } from './few-requests.js';
import { domain, email } from './samples.js';

export const CREATE = '/api/alias/create';
const REDOC = fileURLToPath(import.meta.resolve('redoc/bundles/redoc.standalone.js'));
const OWNER = 'owner@example.net';
const MAIL = {
  POSTERN_SMTP_URL: 'smtp://127.0.0.1:1',
  POSTERN_MAIL_FROM: 'postern@postern.test',
  POSTERN_PUBLIC_URL: 'https://postern.test',
};

export interface HttpServiceOptions extends HttpAppOptions {
  readonly backend?: Backend;
  readonly policy?: ConflictPolicy;
  /** Of all owners; none by default. */
  readonly quotas?: Settings['quotas'];
  readonly withoutMail?: boolean;
  readonly withoutDocs?: boolean;
  /** Of requests; by default there is none. */
  readonly requestLimits?: Partial<Settings['limits']>;
  readonly limits?: Partial<HttpServerLimits>;
}

/**
 * The HTTP API as production wires it, on a free port, by default on a memory backend, serving example.org
 * to owner@example.net. Its clock stands still, so its caches hold until a test moves it. No mail is sent:
 * it stays in the queue. All answers that come through here must be as its OpenAPI document says.
 */
export class HttpService implements AsyncDisposable {
  readonly lines: RequestLine[] = [];
  readonly failures: { readonly requestId: string; readonly status: 500 | 503; readonly error: unknown }[] = [];
  /** How many requests run, as the observer was told last. */
  running = 0;
  private listeners: (() => void)[] = [];
  private service: Service | undefined;
  private conformance: Conformance | undefined;
  /** The owner's. */
  key = '';

  private constructor(
    readonly backend: Backend,
    readonly clock: FixedClock,
  ) {}

  static async start(options: HttpServiceOptions = {}): Promise<HttpService> {
    const clock = new FixedClock();
    const backend = options.backend ?? openMemoryBackend(clock);
    await backend.domains.add(domain('example.org'), { visible: true });
    const service = new HttpService(backend, clock);
    service.key = await service.keyFor(OWNER);
    await service.serve(options);
    return service;
  }

  private async serve(options: HttpServiceOptions): Promise<void> {
    const { backend, clock } = this;
    const { readyTimeoutMs } = options;
    const log = { logger: pino({ level: 'silent' }), linesLost: () => 0 };
    const container = await composeService(settingsOf(options, backend), backend, log);
    container.rebind(CLOCK).toConstantValue(clock);
    container.rebind(ELAPSED_MS).toConstantValue(() => clock.now().getTime());
    container.rebind(REQUEST_LOG).toConstantValue(this.observer());
    if (container.isBound(BACKGROUND_WORKER)) container.unbind(BACKGROUND_WORKER);
    if (container.isBound(OUTBOX_BELL)) container.rebind(OUTBOX_BELL).toConstantValue({ ring: () => undefined });
    if (options.withoutDocs) container.unbind(REDOC_FILE);
    else container.rebind(REDOC_FILE).toConstantValue(REDOC);
    const http = { ...container.get(HTTP_OPTIONS), ...(readyTimeoutMs === undefined ? {} : { readyTimeoutMs }) };
    container.rebind(HTTP_OPTIONS).toConstantValue(http);
    const limits = container.get(SERVER_LIMITS);
    container.rebind(SERVER_LIMITS).toConstantValue({ ...limits, ...options.limits });
    const use = container.get(ROUTE_DEPENDENCIES);
    this.conformance = Conformance.with(documentOf([posternApi(use, new RequestLimits(undefined), 0)]));
    this.service = await container.getAsync(Service);
    await this.service.start();
  }

  private observer(): HttpObserver {
    return {
      requestsRunning: (count) => {
        this.running = count;
        for (const listener of this.listeners.splice(0)) listener();
      },
      requestDone: (line) => {
        this.lines.push(line);
        for (const listener of this.listeners.splice(0)) listener();
      },
      requestFailed: (failure) => this.failures.push(failure),
    };
  }

  get origin(): string {
    return this.service?.url ?? '';
  }

  get port(): number {
    return Number(new URL(this.origin).port);
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${this.origin}${path}`, init);
    await this.conformance?.check(init.method ?? 'GET', path.replace(/\?.*$/s, ''), response.clone());
    return response;
  }

  /** A create with the good key; the body is sent as JSON unless it is text already. */
  create(body: unknown, headers: Record<string, string> = {}, query = ''): Promise<Response> {
    return this.fetch(`${CREATE}${query}`, {
      method: 'POST',
      headers: { 'X-API-Key': this.key, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** With the good key, unless told another: the status and the JSON of the answer. */
  async ask(method: 'GET' | 'POST', path: string, body?: object, key = this.key) {
    const response = await this.fetch(path, {
      method,
      headers: { 'X-API-Key': key, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async keyFor(owner: string): Promise<string> {
    const issueKey = new IssueKey(this.backend.keys, nodeKeySecrets, this.clock);
    return unwrap(await issueKey.execute({ owner: email(owner), days: 90 })).key.value;
  }

  aliases() {
    return this.backend.aliases.list({ limit: 200, offset: 0 });
  }

  /** Resolves once the observer was told of this many requests. */
  async linesReach(count: number): Promise<void> {
    await this.observed(() => this.lines.length >= count);
  }

  /** Resolves once so many requests run. */
  async runningIs(count: number): Promise<void> {
    await this.observed(() => this.running === count);
  }

  private async observed(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      const observed = new Promise<void>((resolve) => this.listeners.push(resolve));
      await inTime(observed, () => `more than ${this.lines.length} lines, ${this.running} running`);
    }
  }

  /** Lets what runs end, and no more come. */
  async stop(): Promise<void> {
    await this.service?.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.service?.cutOff();
    await this.stop();
  }
}

function settingsOf(options: HttpServiceOptions, backend: Backend): Settings {
  const hasMail = backend.mail && !options.withoutMail;
  const settings = parseSettings({ POSTERN_PORT: '0', ...(hasMail ? MAIL : {}) });
  const { trustedProxies, corsOrigins, maxConcurrentRequests } = { ...settings.http, ...options };
  return {
    ...settings,
    conflictPolicy: options.policy ?? settings.conflictPolicy,
    quotas: options.quotas ?? settings.quotas,
    limits: { ...NO_LIMITS, ...options.requestLimits },
    http: { trustedProxies, corsOrigins: [...corsOrigins], maxConcurrentRequests },
  };
}
