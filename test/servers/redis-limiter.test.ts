import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { MemoryLimiter } from '../../src/adapters/rate-limits/memory-limiter.js';
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

test('memory: counts each subject', () => expectToCount(new MemoryLimiter(FEW)));

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
  async function command(line: string): Promise<void> {
    const [name = '', ...rest] = line.split(' ');
    const client = new Redis(`redis://:hunter2@127.0.0.1:${port}`);
    await client.call(name, ...rest);
    client.disconnect();
  }
  async function killRedis(): Promise<void> {
    redis.kill('SIGKILL');
    await once(redis, 'exit');
  }
  async function open(
    options?: Parameters<typeof openRedisLimiter>[3],
    password = 'hunter2',
  ): Promise<ClosableLimiter> {
    const observer = {
      away: (code: string) => told.push(`away ${code}`),
      back: () => told.push('back'),
      refused: (code: string, bucket: string) => told.push(`refused ${code} ${bucket}`),
    };
    const limiter = await openRedisLimiter(`redis://:${password}@127.0.0.1:${port}`, FEW, observer, options);
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

  test('killed, then back without its counts: no subject has a second budget, neither meanwhile nor afterwards', async () => {
    const [one, two] = [await open(), await open()];
    for (const subject of ['1', '2']) await one.consume('create_per_key', subject);
    await one.consume('create_per_key', '3', 2);
    await killRedis();
    expect(await one.peek('create_per_key', '1')).toMatchObject({ remaining: 1 });
    expect(await one.consume('create_per_key', '1')).toMatchObject({ allowed: true, remaining: 0 });
    expect(await one.consume('create_per_key', '1')).toMatchObject({ allowed: false });
    await startRedis();
    await waitUntil('it is back', () => isBack(one));
    for (const subject of ['1', '3'])
      expect(await one.peek('create_per_key', subject)).toMatchObject({ allowed: false });
    const many = await Promise.all(Array.from({ length: 5 }, () => one.consume('create_per_key', '2')));
    expect(many.filter((outcome) => outcome?.allowed)).toHaveLength(1);
    expect(await one.consume('create_per_key', '4')).toMatchObject({ allowed: true, remaining: 1 });
    await waitUntil('the other has it too', async () => (await two.peek('create_per_key', '1'))?.allowed === false);
  });

  test('stalled, then back with its counts: those of all instances are added', async () => {
    const [one, two] = [await open(), await open()];
    await one.consume('create_per_key', '1');
    redis.kill('SIGSTOP');
    for (const limiter of [one, two]) await limiter.consume('create_per_key', '1');
    redis.kill('SIGCONT');
    await waitUntil('it is back', () => isBack(one));
    expect(await one.consume('create_per_key', '1')).toMatchObject({ allowed: false });
  });

  test('a value that is no count: that subject is counted in memory, all others in Redis', async () => {
    const [one, two] = [await open({ commandTimeoutMs: 10_000 }), await open({ commandTimeoutMs: 10_000 })];
    await command('SET postern:limit:create_per_key:1 x');
    await command('RPUSH postern:limit:create_per_key:2 x');
    await command('SET postern:limit:create_per_key:3 7');
    for (const subject of ['1', '2']) {
      expect(await one.peek('create_per_key', subject)).toMatchObject({ allowed: true, remaining: 2 });
      for (const allowed of [true, true, false])
        expect(await one.consume('create_per_key', subject)).toMatchObject({ allowed });
    }
    expect(await one.peek('create_per_key', '3')).toMatchObject({ allowed: true });
    await one.consume('create_per_key', '4', 2);
    expect(await two.consume('create_per_key', '4')).toMatchObject({ allowed: false });
    expect(told).toEqual(['refused not_a_count create_per_key', 'refused WRONGTYPE create_per_key']);
    // What was counted meanwhile is taken along.
    await command('DEL postern:limit:create_per_key:1');
    expect(await one.consume('create_per_key', '1')).toMatchObject({ allowed: false });
    expect(await two.peek('create_per_key', '1')).toMatchObject({ allowed: false });
  });

  test.each([
    ['OOM', 'CONFIG SET maxmemory 1'],
    ['READONLY', 'REPLICAOF 127.0.0.1 1'],
  ])(
    'a Redis that answers %s is not away: that is said once, and requests are counted in memory',
    async (code, how) => {
      const limiter = await open({ commandTimeoutMs: 10_000 });
      await limiter.consume('create_per_key', '1');
      await command(how);
      expect(await limiter.consume('create_per_key', '1')).toMatchObject({ allowed: true, remaining: 0 });
      for (const subject of ['1', '1'])
        expect(await limiter.consume('create_per_key', subject)).toMatchObject({ allowed: false });
      expect(told).toEqual([`refused ${code} create_per_key`]);
    },
  );

  test('a password that is wrong is named', async () => {
    await open({}, 'wrong');
    expect(told).toEqual(['away WRONGPASS']);
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
