/**
 * The load, in a process of its own, so that it takes nothing from the one that it measures but the machine. It lives as long as the
 * whole run, which keeps its own code warm, and gives each turn other handles.
 */
import autocannon from 'autocannon';
import { percentile } from './figures.js';
import { handleAt, type HandleOrder } from './handles.js';
import type { Load, Turn } from './turn.js';

const LIST = '/api/alias/list?limit=50';
const CREATE = '/api/alias/create';
const DOMAIN = 'example.org';
/** Longer than any turn: our own clock ends them. */
const LONGEST_S = 3_600;
/** How often autocannon looks whether it was stopped. */
const LOOK_MS = 5;

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
  const { until, connections, requestsPerSecond } = load;
  const tookMs: number[] = [];
  const statuses: Record<string, number> = {};
  let errors = 0;
  const startedAt = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const options: autocannon.Options = {
    url: load.url,
    connections,
    duration: LONGEST_S,
    sampleInt: LOOK_MS,
    requests: [requestOf(load)],
    ...('requests' in until && { amount: until.requests }),
    ...(requestsPerSecond !== undefined && { overallRate: requestsPerSecond, ignoreCoordinatedOmission: true }),
  };
  const instance = autocannon(options, (error: unknown) => {
    if (error instanceof Error) reject(error);
    else resolve(undefined);
  });
  let endedAt: number | undefined;
  const timer =
    'ms' in until &&
    setTimeout(() => {
      endedAt = performance.now();
      instance.stop();
    }, until.ms);
  instance.on('response', (_client, status, _bytes, responseMs) => {
    // What is cut off is not counted, and what comes after it is not either.
    if (endedAt !== undefined) return;
    tookMs.push(responseMs);
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  instance.on('reqError', () => errors++);
  await promise;
  if (timer) clearTimeout(timer);
  const seconds = ((endedAt ?? performance.now()) - startedAt) / 1_000;
  const sorted = Float64Array.from(tookMs);
  return {
    perSecond: tookMs.length / seconds,
    p50Ms: percentile(sorted, 50),
    p99Ms: percentile(sorted, 99),
    answers: tookMs.length,
    statuses,
    errors,
  };
}

function requestOf({ request, key }: Load): autocannon.Request {
  if (request === 'list') return { method: 'GET', path: LIST, headers: { 'X-API-Key': key } };
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
