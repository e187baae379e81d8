/**
 * How long one create takes at concurrency 1, beside a bare Koa handler and a raw durable insert of the same run.
 *
 * The three take turns, so that whatever else the machine does falls on all of them. Each figure is the median over the turns of
 * the turn's median, with the least and the most beside it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const TURNS = 7;
const WARM_UP_REQUESTS = 1_500;
const REQUESTS_PER_TURN = 1_000;

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = local('../dist/infrastructure/main.js');

const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
const children: ChildProcess[] = [];
let handles = 0;

/** Starts a server of its own process and returns where it listens. Its log is on, and read away. */
async function start(args: readonly string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    POSTERN_PORT: '0',
    POSTERN_LIMIT_CREATE_PER_KEY: '0',
    POSTERN_LIMIT_ALL_PER_IP: '0',
  };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const url = await new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      resolve(/listening on (http:\/\/[^\s"]+)/.exec(chunk.toString())?.[1]);
    });
    child.on('exit', () => {
      resolve(undefined);
    });
  });
  if (url === undefined) throw new Error(`${args.join(' ')} did not start`);
  return url;
}

function postern(...args: string[]): string {
  return execFileSync(process.execPath, [MAIN, ...args, '--json'], { cwd: folder, encoding: 'utf8' });
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function create(url: string, key: string): Promise<void> {
  // All bodies have one length.
  const body = JSON.stringify({ alias_handle: `h${String(handles++).padStart(8, '0')}`, alias_domain: 'example.org' });
  const headers = { 'X-API-Key': key, 'Content-Type': 'application/json', 'Content-Length': body.length };
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/api/alias/create`, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    outgoing.on('error', reject).end(body);
  });
}

/** The median of so many runs, in milliseconds. */
async function medianMs(run: () => Promise<void> | void, times: number): Promise<number> {
  const tookMs: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAtMs = performance.now();
    await run();
    tookMs.push(performance.now() - startedAtMs);
  }
  return median(tookMs);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

try {
  postern('domain', 'add', 'example.org');
  const { key } = JSON.parse(postern('key', 'create', 'owner@example.net')) as { key: string };
  const service = await start([MAIN, 'serve']);
  const bare = await start([local('bare-koa.ts')]);
  const raw = new Database(join(folder, 'raw.db'));
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.exec('CREATE TABLE alias (id INTEGER PRIMARY KEY, address TEXT UNIQUE, goto TEXT)');
  const insert = raw.prepare('INSERT INTO alias (address, goto) VALUES (?, ?)');

  const contenders = {
    'bare Koa handler': () => create(bare, key),
    'raw durable insert (SQLite)': () => void insert.run(`h${handles++}@example.org`, 'owner@example.net'),
    'create (SQLite)': () => create(service, key),
  };
  const turnsMs = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (const run of Object.values(contenders)) await medianMs(run, WARM_UP_REQUESTS);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [name, run] of Object.entries(contenders)) turnsMs[name]?.push(await medianMs(run, REQUESTS_PER_TURN));
  }

  const p50 = (name: string) => median(turnsMs[name] ?? []);
  console.log(`p50 of one at a time, over ${TURNS} turns of ${REQUESTS_PER_TURN}\n`);
  console.table(
    Object.fromEntries(
      Object.entries(turnsMs).map(([name, values]) => [
        name,
        {
          'p50 ms': Number(p50(name).toFixed(3)),
          least: Number(Math.min(...values).toFixed(3)),
          most: Number(Math.max(...values).toFixed(3)),
          'against bare': Number((p50(name) / p50('bare Koa handler')).toFixed(2)),
        },
      ]),
    ),
  );
  const floorMs = p50('bare Koa handler') + p50('raw durable insert (SQLite)');
  console.log(`a create against bare handler + raw insert: ${(p50('create (SQLite)') / floorMs).toFixed(2)}`);
} finally {
  for (const child of children) child.kill();
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
