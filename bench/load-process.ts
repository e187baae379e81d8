/**
 * The load, in a process of its own, so that it takes nothing from the one that it measures but the machine. It lives as long as the
 * whole run, which keeps its own code warm, and gives each turn other handles.
 */
import autocannon from 'autocannon';
import { percentile } from './figures.js';
import { handleAt, type HandleOrder } from './handles.js';
import type { Load, Turn } from './turn.js';

const LIST = '/api/alias/list?limit=50';
/** How many pages differ: more than there are connections. */
const PAGES = 256;
const CREATE = '/api/alias/create';
const DOMAIN = 'example.org';
/** Longer than any turn: our own clock ends them. */
const LONGEST_S = 3_600;
/** How often autocannon looks whether it was stopped. */
const LOOK_MS = 5;

/** For what still runs when a turn is over. */
const DRAIN_TIMEOUT_MS = 10_000;

const next: Record<HandleOrder, number> = { random: 0, rising: 0, taken: 0 };

process.on('message', (load: Load) => {
  void run(load).then((turn) => process.send?.(turn));
});
process.on('disconnect', () => {
  process.exit();
});
// Ctrl-C reaches the whole group; who started us ends us.
process.on('SIGINT', () => undefined);

async function run(load: Load): Promise<Turn> {
  const { until, connections } = load;
  const clients: Client[] = [];
  const tookMs: number[] = [];
  const statuses: Record<string, number> = {};
  let errors = 0;
  let inTime: number | undefined;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const options: autocannon.Options = {
    url: load.url,
    connections,
    duration: LONGEST_S,
    sampleInt: LOOK_MS,
    requests: [requestOf(load)],
    setupClient: (client) => clients.push(client as unknown as Client),
    ...('requests' in until && { amount: until.requests }),
  };
  const startedAt = performance.now();
  const instance = autocannon(options, (error: unknown) => {
    if (error instanceof Error) reject(error);
    else resolve(undefined);
  });
  instance.on('response', (_client, status, _bytes, responseMs) => {
    tookMs.push(responseMs);
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  instance.on('reqError', () => errors++);
  const timers =
    'ms' in until
      ? [
          setTimeout(() => {
            inTime = tookMs.length;
            // A client ends where it has made so many requests; `stop()` would cut off those that run.
            for (const client of clients) client.responseMax = Math.max(1, client.reqsMade);
          }, until.ms),
          setTimeout(() => {
            instance.stop();
          }, until.ms + DRAIN_TIMEOUT_MS),
        ]
      : [];
  await promise;
  for (const timer of timers) clearTimeout(timer);
  const tookAllMs = 'ms' in until ? until.ms : performance.now() - startedAt;
  return {
    perSecond: ((inTime ?? tookMs.length) * 1_000) / tookAllMs,
    p50Ms: percentile(tookMs, 50),
    p99Ms: percentile(tookMs, 99),
    answers: tookMs.length,
    statuses,
    errors,
  };
}

/** What of autocannon's clients its types leave out. */
interface Client {
  responseMax?: number;
  readonly reqsMade: number;
}

function requestOf({ request, key }: Load): autocannon.Request {
  if (request === 'list') return { method: 'GET', path: LIST, headers: { 'X-API-Key': key } };
  if (request === 'pages') {
    let page = 0;
    return {
      method: 'GET',
      path: LIST,
      headers: { 'X-API-Key': key },
      setupRequest: (outgoing) => ({ ...outgoing, path: `${LIST}&offset=${page++ % PAGES}` }),
    };
  }
  const order = request.create;
  return {
    method: 'POST',
    path: CREATE,
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    setupRequest: (outgoing) => ({
      ...outgoing,
      body: `{"alias_handle":"${handleAt(order, next[order]++)}","alias_domain":"${DOMAIN}"}`,
    }),
  };
}
