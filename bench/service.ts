import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Database } from './database.js';
import { Program } from './program.js';

const MAIN = fileURLToPath(new URL('../dist/bin/main.js', import.meta.url));
/** As its first line says, by which `postern` runs where it is installed. */
const FLAGS = /^#!.* node (.*)$/m.exec(readFileSync(MAIN, 'utf8'))?.[1]?.split(' ') ?? [];
/** What runs the service. */
export const SERVE: readonly string[] = [...FLAGS, MAIN, 'serve'];

const NOTHING_STORED = fileURLToPath(new URL('nothing-stored.ts', import.meta.url));
const RESOLVE = new URL('resolve-typescript.ts', import.meta.url).href;

/** Nobody is held back: what is measured is the service, not its limits. */
const UNLIMITED = {
  POSTERN_LIMIT_CREATE_PER_KEY: '0',
  POSTERN_LIMIT_DELETE_PER_KEY: '0',
  POSTERN_LIMIT_LIST_PER_KEY: '0',
  POSTERN_LIMIT_ALL_PER_IP: '0',
  POSTERN_LIMIT_FAILED_KEYS_PER_IP: '0',
};

/** `postern serve` on a database that is set up. */
export function serve(database: Database, settings: Readonly<Record<string, string>> = {}): Promise<Program> {
  return Program.start(SERVE, database.folder, environment(database, settings));
}

/** The service without a database, for this one key. */
export function serveNothingStored(folder: string, key: string): Promise<Program> {
  const typescript = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', RESOLVE];
  return Program.start([...FLAGS, ...typescript, NOTHING_STORED], folder, {
    POSTERN_PORT: '0',
    BENCH_KEY: key,
    ...UNLIMITED,
  });
}

export function environment(database: Database, settings: Readonly<Record<string, string>> = {}) {
  return { POSTERN_PORT: '0', POSTERN_DATABASE_URL: database.url, ...UNLIMITED, ...settings };
}

/** Makes the tables and a domain, and returns a key of the owner whose aliases the loads make. */
export async function setUp(database: Database): Promise<string> {
  await postern(database, 'migrate');
  await postern(database, 'domain', 'add', 'example.org');
  return createKey(database, 'owner@example.net');
}

export async function createKey(database: Database, owner: string): Promise<string> {
  const { key } = JSON.parse(await postern(database, 'key', 'create', owner, '--json')) as { key: string };
  return key;
}

async function postern(database: Database, ...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', POSTERN_DATABASE_URL: database.url };
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args], { cwd: database.folder, env });
  return stdout;
}
