import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openMemoryLimiter } from '../../src/adapters/rate-limits/open-memory-limiter.js';
import { type ClosableLimiter, openRedisLimiter } from '../../src/adapters/rate-limits/open-redis-limiter.js';
import type { RateLimiter } from '../../src/application/ports/rate-limiter.js';
import { describeWith } from '../support/describe-with.js';
import { FEW } from '../support/few-requests.js';
import { getProgram } from '../support/servers/find-program.js';
import { freePort } from '../support/servers/free-port.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

async function expectToCount(limiter: RateLimiter): Promise<void> {
  expect(await limiter.peek('create_per_key', '1')).toMatchObject({ allowed: true, limit: 2, remaining: 2 });
  expect(await limiter.consume('create_per_key', '1')).toMatchObject({ allowed: true, remaining: 1 });
  const last = await limiter.consume('create_per_key', '1');
  expect(last).toMatchObject({ allowed: true, remaining: 0, windowSeconds: 60 });
  expect(last?.resetMs).toBeGreaterThan(0);
  expect(last?.resetMs).toBeLessThanOrEqual(60_000);
  expect(await limiter.peek('create_per_key', '1')).toMatchObject({ allowed: false });
  expect(await limiter.consume('create_per_key', '1')).toMatchObject({ allowed: false, remaining: 0 });
  expect(await limiter.consume('create_per_key', '2')).toMatchObject({ allowed: true, remaining: 1 });
  expect(await limiter.consume('all_per_ip', '1')).toBeUndefined();
  expect(await limiter.consume('create_per_key', '3', 2)).toMatchObject({ allowed: true, remaining: 0 });
  expect(await limiter.consume('create_per_key', '4', 3)).toMatchObject({ allowed: true, remaining: 0 });
  expect(await limiter.consume('create_per_key', '5')).toMatchObject({ allowed: true, remaining: 1 });
  expect(await limiter.consume('create_per_key', '5', 2)).toMatchObject({ allowed: false, remaining: 0 });
}

test('memory: counts each subject', () => expectToCount(openMemoryLimiter(FEW)));

describeWith(['redis'], 'Redis', () => {
  const told: string[] = [];
  let folder: TemporaryFolder;
  let port: number;
  let redis: ChildProcess;
  let limiters: ClosableLimiter[];

  async function startRedis(): Promise<void> {
    const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--requirepass', 'hunter2'];
    redis = spawn(getProgram('redis-server'), [...options, '--dir', folder.path], { stdio: 'ignore' });
    await waitUntil('redis-server listens', async () => {
      const socket = connect(port, '127.0.0.1');
      return Promise.race([once(socket, 'connect').then(() => true), once(socket, 'close').then(() => false)])
        .catch(() => false)
        .finally(() => socket.destroy());
    });
  }
  async function killRedis(): Promise<void> {
    redis.kill('SIGKILL');
    await once(redis, 'exit');
  }
  async function open(options?: Parameters<typeof openRedisLimiter>[3]): Promise<ClosableLimiter> {
    const observer = { away: (code: string) => told.push(`away ${code}`), back: () => told.push('back') };
    const limiter = await openRedisLimiter(`redis://:hunter2@127.0.0.1:${port}`, FEW, observer, options);
    limiters.push(limiter);
    return limiter;
  }
  /** Redis is asked again once its pause is over. */
  const isBack = async (limiter: RateLimiter) => {
    await limiter.peek('create_per_key', 'nobody');
    return told.at(-1) === 'back';
  };

  beforeEach(async () => {
    told.length = 0;
    limiters = [];
    folder = new TemporaryFolder();
    port = await freePort();
    await startRedis();
  });
  afterEach(async () => {
    for (const limiter of limiters) limiter.close();
    if (redis.exitCode === null && redis.signalCode === null) await killRedis();
    folder[Symbol.dispose]();
  });

  test('counts each subject, and two instances share', async () => {
    // Other tests may keep the machine busy.
    const patient = { commandTimeoutMs: 10_000 };
    const [one, two] = [await open(patient), await open(patient)];
    await expectToCount(one);
    expect(await two.consume('create_per_key', '1')).toMatchObject({ allowed: false });
    expect(told).toEqual([]);
  });

  test('killed: memory limits, with one warning; then it is back', async () => {
    const limiter = await open();
    await killRedis();
    await expectToCount(limiter);
    expect(told).toEqual([expect.stringMatching(/^away \w+$/)]);
    expect(told.join()).not.toContain('hunter2');
    await startRedis();
    await waitUntil('it is back', () => isBack(limiter));
    expect(told).toHaveLength(2);
  });

  test('stalled: a request waits for it a moment, once', async () => {
    const limiter = await open();
    redis.kill('SIGSTOP');
    const startedAtMs = performance.now();
    await expectToCount(limiter);
    expect(performance.now() - startedAtMs).toBeLessThan(450);
    expect(told).toHaveLength(1);
  });

  test('away from the start: it opens all the same, and counts in memory', async () => {
    await killRedis();
    await expectToCount(await open());
    expect(told).toEqual([expect.stringMatching(/^away \w+$/)]);
  });
});
