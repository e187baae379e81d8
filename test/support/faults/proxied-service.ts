import type { SqlBackendOptions } from '../../../src/adapters/sql/open-sql-backend.js';
import { CREATE, HttpService } from '../http-service.js';
import type { ServerKind } from '../servers/server-kind.js';
import type { TestDatabase } from '../servers/test-database.js';
import { openProxiedBackend, type ProxiedBackend } from './proxied-backend.js';

/** The HTTP API on a backend behind a proxy. */
export interface ProxiedService extends ProxiedBackend {
  readonly service: HttpService;
  /** Creates `handle@example.org` for owner@example.net. Resolves when the whole answer is there. */
  create(handle: string): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
}

/** What a create is answered while the database is away, full or busy. */
export const UNAVAILABLE: Answer = { status: 503, retryAfter: '2' };
export const CREATED: Answer = { status: 200, retryAfter: null };

export async function startProxiedService(
  kind: ServerKind,
  limits: Partial<Omit<SqlBackendOptions, 'url'>> = {},
  own?: TestDatabase,
): Promise<ProxiedService> {
  const proxied = await openProxiedBackend(kind, limits, own);
  // The service closes its backend with itself, and that comes first here.
  const service = await HttpService.start({ backend: { ...proxied.backend, close: () => Promise.resolve() } });
  return {
    ...proxied,
    service,
    create: (handle) => create(service.origin, service.key, handle),
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await proxied[Symbol.asyncDispose]();
    },
  };
}

export async function create(origin: string, key: string, handle: string): Promise<Answer> {
  const response = await fetch(`${origin}${CREATE}`, {
    method: 'POST',
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ alias_handle: handle, alias_domain: 'example.org' }),
  });
  await response.arrayBuffer();
  return { status: response.status, retryAfter: response.headers.get('retry-after') };
}
