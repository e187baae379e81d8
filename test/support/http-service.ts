import { fileURLToPath } from 'node:url';
import { createHttpApp, type HttpAppOptions } from '../../src/adapters/http/create-http-app.js';
import { plainApp } from '../../src/adapters/http/plain-app.js';
import { HttpServer, type HttpServerLimits } from '../../src/adapters/http/server/http-server.js';
import { RequestLimits } from '../../src/adapters/http/pipeline/limit-requests.js';
import type { RequestLine } from '../../src/adapters/http/pipeline/observer.js';
import { documentOf } from '../../src/adapters/http/openapi/openapi-document.js';
import { posternApi } from '../../src/adapters/http/apis/postern/postern-api.js';
import type { RouteDependencies } from '../../src/adapters/http/apis/postern/routes.js';
import { uts46 } from '../../src/adapters/idna/uts46.js';
import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { nodeKeySecrets } from '../../src/adapters/system/node-key-secrets.js';
import type { RateLimiter } from '../../src/application/ports/rate-limiter.js';
import { AuthenticateKey } from '../../src/application/keys/authenticate-key.js';
import { BanCheck } from '../../src/application/bans/ban-check.js';
import { CreateAlias } from '../../src/application/aliases/create-alias.js';
import { DeleteAlias } from '../../src/application/aliases/delete-alias.js';
import { IssueKey } from '../../src/application/keys/issue-key.js';
import { ListActivity } from '../../src/application/activity/list-activity.js';
import { ListAliases } from '../../src/application/aliases/list-aliases.js';
import { ListServedDomains } from '../../src/application/domains/list-served-domains.js';
import type { Backend } from '../../src/application/ports/backend.js';
import { QuotaCheck } from '../../src/application/owners/quota-check.js';
import { ReleaseHandle } from '../../src/application/handles/release-handle.js';
import { ShowAliasStats } from '../../src/application/aliases/show-alias-stats.js';
import { TakeHandle } from '../../src/application/handles/take-handle.js';
import type { ConflictPolicy } from '../../src/domain/conflict-policy.js';
import type { Quotas } from '../../src/domain/quotas.js';
import { unwrap } from '../../src/domain/result.js';
import { Conformance } from './conformance.js';
import { credentialUseCases } from './credential-use-cases.js';
import { FixedClock } from './fixed-clock.js';
import { inTime } from './in-time.js';
import { domain, email } from './samples.js';

export const CREATE = '/api/alias/create';
const REDOC_FILE = fileURLToPath(import.meta.resolve('redoc/bundles/redoc.standalone.js'));
const OWNER = 'owner@example.net';

export interface HttpServiceOptions extends HttpAppOptions {
  readonly backend?: Backend;
  readonly policy?: ConflictPolicy;
  /** Of all owners; none by default. */
  readonly quotas?: Quotas;
  readonly withoutMail?: boolean;
  readonly withoutDocs?: boolean;
  readonly limiter?: RateLimiter;
  readonly limits?: Partial<HttpServerLimits>;
}

/**
 * The HTTP API on a free port, by default on a memory backend, serving example.org to owner@example.net. Whatever it answers
 * through here must be as its OpenAPI document says.
 */
export class HttpService implements AsyncDisposable {
  readonly lines: RequestLine[] = [];
  readonly failures: { readonly requestId: string; readonly status: 500 | 503; readonly error: unknown }[] = [];
  /** How many requests run, as the observer was told last. */
  running = 0;
  private listeners: (() => void)[] = [];
  private server = new HttpServer(plainApp(() => undefined));
  private conformance: Conformance | undefined;
  origin = '';
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
    const bans = new BanCheck(backend.bans, clock);
    const quotas = new QuotaCheck(backend.quotas, options.quotas);
    const policy = options.policy ?? 'reject';
    const use: RouteDependencies = {
      createAlias: new CreateAlias(backend.domains, backend.aliases, policy, bans, undefined, quotas),
      listAliases: new ListAliases(backend.aliases, backend.domains),
      showAliasStats: new ShowAliasStats(backend.aliases, clock),
      deleteAlias: new DeleteAlias(backend.aliases),
      listActivity: new ListActivity(backend.activity),
      listServedDomains: new ListServedDomains(backend.domains),
      handles: backend.handles && {
        take: new TakeHandle(backend.handles, bans, undefined, quotas),
        release: new ReleaseHandle(backend.handles),
      },
      credentials: options.withoutMail ? undefined : credentialUseCases(backend, clock, quotas),
      probe: backend.probe,
      domainEncoding: uts46,
    };
    service.conformance = Conformance.with(documentOf([posternApi(use, new RequestLimits(undefined), 0)]));
    const app = createHttpApp(
      {
        ...use,
        authenticateKey: new AuthenticateKey(backend.keys, nodeKeySecrets, clock),
        ...(options.limiter && { limiter: options.limiter }),
        observer: {
          requestsRunning: (count) => {
            service.running = count;
            for (const listener of service.listeners.splice(0)) listener();
          },
          requestDone: (line) => {
            service.lines.push(line);
            for (const listener of service.listeners.splice(0)) listener();
          },
          requestFailed: (failure) => service.failures.push(failure),
        },
      },
      { ...(options.withoutDocs ? {} : { redocFile: REDOC_FILE }), ...options },
    );
    service.server = new HttpServer(app, options.limits);
    service.origin = await service.server.listen(0, '127.0.0.1');
    return service;
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
    await this.server.stop();
    await this.backend.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.cutOff();
    await this.stop();
  }
}
