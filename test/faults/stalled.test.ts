import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeOnServers } from '../support/describe-with.js';
import { heldSocketsTo } from '../support/faults/held-sockets.js';
import { CREATED, type ProxiedService, startProxiedService, UNAVAILABLE } from '../support/faults/proxied-service.js';
import { waitUntil } from '../support/servers/wait-until.js';

const POOL_SIZE = 4;
const WAITING_MAX = POOL_SIZE * 100;
const REQUESTS = 200;
/** Answers from one look at the sockets to the next. */
const LOOK_EVERY = 10;
/** Far beyond any limit of the service. */
const DEADLINE_MS = 10_000;

/** A database that takes everything and answers nothing: nobody waits for it without bound. */
describeOnServers('a stalled database', (kind) => {
  let service: ProxiedService;
  let mostSockets: number;
  let answered: number;

  beforeEach(async () => {
    mostSockets = answered = 0;
    service = await startProxiedService(kind, { poolSize: POOL_SIZE, connectTimeoutMs: 300, statementTimeoutMs: 300 });
  });
  afterEach(async () => {
    await service[Symbol.asyncDispose]();
  });

  async function create(handle: string) {
    const answer = await service.create(handle);
    if (answered++ % LOOK_EVERY === 0) mostSockets = Math.max(mostSockets, heldSocketsTo(service.proxy.port));
    return answer;
  }

  async function expectUnavailable(): Promise<void> {
    for (let round = 1; round <= 3; round++) {
      const answers = await inTime(Promise.all(Array.from({ length: REQUESTS }, (_, i) => create(`h${i}`))));
      expect(answers).toEqual(answers.map(() => UNAVAILABLE));
    }
    expect((await service.service.fetch('/health/ready')).status).toBe(503);
    expect((await service.service.fetch('/health/live')).status).toBe(200);
    expect(mostSockets).toBeLessThanOrEqual(POOL_SIZE);
  }

  async function expectRecovery(): Promise<void> {
    await waitUntil('it is ready', async () => (await service.service.fetch('/health/ready')).ok, DEADLINE_MS);
    for (let i = 0; i < 20; i++) expect(await create(`back${i}`)).toEqual(CREATED);
    expect(mostSockets).toBeLessThanOrEqual(POOL_SIZE);
  }

  test(`${REQUESTS} requests at once are all answered 503, again and again, and pile up no connections`, async () => {
    await service.fillPool(POOL_SIZE);
    service.proxy.stall();
    await expectUnavailable();
    service.proxy.flow();
    await expectRecovery();
  });

  test('nor do they where it lets us in and says nothing more', async () => {
    service.proxy.cutAll();
    service.proxy.interfere({ when: /SET .*time.?zone/i, fate: 'swallow', times: Infinity });
    await expectUnavailable();
    service.proxy.interfere(undefined);
    await expectRecovery();
  });

  test(`one more than the ${WAITING_MAX} who may wait is refused at once`, async () => {
    await service.fillPool(POOL_SIZE);
    service.proxy.stall();
    let answeredPings = 0;
    const ping = () => service.backend.probe.ping().finally(() => answeredPings++);
    const asked = service.proxy.watch(/SELECT 1/);
    const using = Promise.allSettled(Array.from({ length: POOL_SIZE }, ping));
    await waitUntil('all connections are in use', () => asked.count === POOL_SIZE);
    const waiting = Promise.allSettled(Array.from({ length: WAITING_MAX }, ping));
    await expect(service.backend.probe.ping()).rejects.toThrow(/callers wait/);
    expect(answeredPings).toBe(0);
    const outcomes = await inTime(Promise.all([using, waiting]));
    expect(outcomes.flat().filter(({ status }) => status === 'fulfilled')).toEqual([]);
  });
});

async function inTime<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  await waitUntil('everything is answered', () => isDone, DEADLINE_MS);
  return done;
}
