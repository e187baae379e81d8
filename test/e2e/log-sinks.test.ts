import { execFileSync } from 'node:child_process';
import { constants, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { SmallDisk } from '../support/faults/small-disk.js';
import { freePort } from '../support/servers/free-port.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { postern, type ProcessOptions, serve, type ServiceProcess } from '../support/service-process.js';
import { TemporaryFolder } from '../support/temporary-folder.js';
import { useTemporaryFolder } from '../support/use-temporary-folder.js';

/** A line of the log for each of these is more than the service keeps while its output takes nothing. */
const MANY = 20_000;
/** And for each of these, more than a pipe holds. */
const FEW = 1_000;
const LONG_ID = 'i'.repeat(64);
const LOST = /"lines_lost":(\d+)/;

describe('a service whose log has trouble', () => {
  const folder = useTemporaryFolder();
  let port: number;
  let metricsPort: number;
  beforeEach(async () => {
    [port, metricsPort] = [await freePort(), await freePort()];
  });

  /** Serves with its output as the shell is told, and resolves once it answers. */
  async function start(before?: string, env: ProcessOptions['env'] = {}): Promise<ServiceProcess> {
    const ports = { POSTERN_PORT: `${port}`, POSTERN_METRICS_PORT: `${metricsPort}` };
    const service = serve({ cwd: folder.path, env: { ...ports, ...env }, ...(before !== undefined && { before }) });
    await waitUntil('it answers', async () => (await answers(`http://127.0.0.1:${port}/health/live`)) === 200);
    return service;
  }

  /** Every one of these requests is answered 200. */
  async function expectToServe(amount: number): Promise<void> {
    const url = `http://127.0.0.1:${port}/health/live`;
    const headers = { 'X-Request-Id': LONG_ID };
    const result = await autocannon({ url, amount, connections: 50, headers });
    expect({ answered: result['2xx'], errors: result.errors }).toEqual({ answered: amount, errors: 0 });
  }

  async function linesLost(): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    return Number(/^postern_log_lines_lost_total (\d+)$/m.exec(text)?.[1]);
  }

  test('a device that is full takes no line, and the service serves', async () => {
    await using service = await start('exec >/dev/full');
    await expectToServe(FEW);
    service.kill('SIGTERM');
    expect(await service.exited).toMatchObject({ code: 0, stderr: '' });
  });

  test('standard error that is full as well ends nothing', async () => {
    await using service = await start('exec >/dev/full 2>&1');
    await expectToServe(FEW);
    service.kill('SIGTERM');
    expect((await service.exited).code).toBe(0);
  });

  test.each(['1', '2'])('a reader that left, of %s workers: it serves, and ends in good order', async (workers) => {
    await using service = await start(undefined, { POSTERN_WORKERS: workers });
    service.closeOutput();
    await expectToServe(FEW);
    service.kill('SIGTERM');
    expect((await service.exited).code).toBe(0);
  });

  test('a reader that stops holds up no request, and gets the count of what is lost when it reads on', async () => {
    await using service = await start();
    service.stopReading();
    await expectToServe(MANY);
    const lost = await linesLost();
    expect(lost).toBeGreaterThan(0);
    service.readOn();
    const [, told] = await service.output(LOST);
    expect(Number(told)).toBe(lost);
    const lines = service.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { request_id?: string });
    expect(lines.filter(({ request_id: id }) => id === LONG_ID)).toHaveLength(MANY - lost);
    service.kill('SIGTERM');
    expect(await service.exited).toMatchObject({ code: 0, stdout: expect.stringContaining('"shut down"') });
  });

  test('a named pipe that is not read is the same, and does not keep the service from ending', async () => {
    const fifo = folder.file('log');
    execFileSync('/bin/sh', ['-c', 'mkfifo "$1"', 'sh', fifo]);
    const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    await using service = await start(`exec >'${fifo}'`);
    await expectToServe(FEW);
    service.kill('SIGTERM');
    const { code } = await service.exited;
    const text = readFileSync(reader, 'utf8');
    expect(code).toBe(0);
    expect(text).toContain('listening on');
  });

  test('two workers share a pipe that is full, and no line is torn', async () => {
    const fifo = folder.file('log');
    execFileSync('/bin/sh', ['-c', 'mkfifo "$1"', 'sh', fifo]);
    const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    await using service = await start(`exec >'${fifo}'`, { POSTERN_WORKERS: '2' });
    await expectToServe(FEW);
    let text = '';
    await waitUntil('all lines are there', () => {
      text += readWaiting(reader);
      return text.split(LONG_ID).length > FEW;
    });
    service.kill('SIGTERM');
    expect((await service.exited).code).toBe(0);
    const ids = text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { request_id?: string }).request_id);
    expect(ids.filter((id) => id === LONG_ID)).toHaveLength(FEW);
  });

  test('a fatal line is written before the process ends', async () => {
    writeFileSync(folder.file('fault.mjs'), "process.on('SIGUSR2', () => { throw new Error('a planted fault'); });");
    await using service = await start(undefined, { NODE_OPTIONS: `--import=${folder.file('fault.mjs')}` });
    service.kill('SIGUSR2');
    expect(await service.exited).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/"level":60.*a planted fault/),
    });
  });

  describeWith(['small-disk'], 'on a disk that fills', () => {
    test('lines wait, and are written when there is room again', async () => {
      await using disk = SmallDisk.mount(1);
      const log = `${disk.path}/log`;
      await using service = await start(`exec >>'${log}'`);
      disk.fill();
      await expectToServe(FEW);
      disk.makeRoom();
      const ids = () =>
        readFileSync(log, 'utf8')
          .split('\n')
          .filter((line) => line.includes(LONG_ID));
      await waitUntil('all of it is written', () => ids().length === FEW);
      expect(ids().map((line) => (JSON.parse(line) as { status: number }).status)).toEqual(Array(FEW).fill(200));
      expect(await linesLost()).toBe(0);
      service.kill('SIGTERM');
      expect((await service.exited).code).toBe(0);
    });
  });
});

describe('a command whose output has trouble', () => {
  /** As `postern …` is run by a shell, whose reader leaves at once. */
  const COMMANDS = ['--help', 'domain list', 'alias export'];

  test.each(COMMANDS)('%s: ends without a word if its reader left', async (command) => {
    using folder = new TemporaryFolder();
    const fifo = folder.file('reader');
    execFileSync('/bin/sh', ['-c', 'mkfifo "$1"', 'sh', fifo]);
    // Opened by somebody who reads and somebody who writes; then nobody reads.
    const before = `exec 3<>'${fifo}' >'${fifo}' 3<&-`;
    expect(await postern({ cwd: folder.path, before }, ...command.split(' '))).toEqual({
      code: 141,
      stdout: '',
      stderr: '',
    });
  });

  test.each(COMMANDS)('%s: says that there is no room for it', async (command) => {
    using folder = new TemporaryFolder();
    const { code, stderr } = await postern({ cwd: folder.path, before: 'exec >/dev/full' }, ...command.split(' '));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^postern: .*ENOSPC.*\n$/)]);
  });
});

/** What is in a pipe now. */
function readWaiting(pipe: number): string {
  const buffer = Buffer.alloc(65_536);
  try {
    return buffer.toString('latin1', 0, readSync(pipe, buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return '';
    throw error;
  }
}

async function answers(url: string): Promise<number | undefined> {
  try {
    return (await fetch(url)).status;
  } catch {
    return undefined;
  }
}
