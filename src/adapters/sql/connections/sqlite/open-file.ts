import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';

/** How long opening waits for another process; once open, PatientConnection does the waiting. */
const OPENING_TIMEOUT_MS = 2_000;
/** Owner and group, the group handed down: Postfix's user reads and, for the WAL, writes. */
const FOLDER_MODE = 0o2770;
const FILE_MODE = 0o660;
const MODE_BITS = 0o7777;

const MEMORY = ':memory:';

export interface SqliteFile {
  readonly database: Database;
  /** Whether the path still names the file that is open: now, or when that was last looked at, if not longer ago than this. */
  readonly isInPlace: (maxAgeMs: number) => boolean;
}

/**
 * Settings of the connection to our own file. Readers and the writer do not wait for each other, and each commit is flushed.
 */
const OWN_FILE = ['journal_mode = WAL', 'synchronous = FULL'];

/**
 * Of a connection to another program's file, in the journal mode that it is in. In rollback mode a commit is durable once the folder,
 * which the journal is gone from, is flushed as well (sqlite.org/pragma.html, synchronous). What is written stays in memory until
 * the commit: writing it earlier would take the lock that readers hold, within a statement that cannot wait for it.
 */
const OTHERS_FILE = ['synchronous = EXTRA', 'cache_spill = OFF'];

/**
 * Opens the file, or makes it, for a service beside a running Postfix: readers never block and are never blocked (WAL), a
 * commit is on the disk before it is told (`synchronous=FULL`), and the folder, the file and SQLite's -wal and -shm (which take
 * the file's mode) are open to their group.
 *
 * The one connection stays open for the service's whole life: closing the last one removes the -wal file, and Postfix would see
 * `database is locked`.
 *
 * @param isOthers - whether another program made the file: it is opened only if it is there, and keeps its journal mode.
 */
export async function openFile(path: string, isOthers = false): Promise<SqliteFile> {
  const Driver = await loadDriver();
  let database: Database | undefined;
  try {
    if (path !== MEMORY && !isOthers) makeFile(path);
    database = new Driver(path, { timeout: OPENING_TIMEOUT_MS, fileMustExist: isOthers });
    for (const setting of isOthers ? OTHERS_FILE : OWN_FILE) database.pragma(setting);
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 0');
    return { database, isInPlace: path === MEMORY ? () => true : watchPlace(path) };
  } catch (cause) {
    database?.close();
    throw new StoreUnavailable(`the SQLite database at ${path} cannot be opened: ${String(cause)}`, { cause });
  }
}

async function loadDriver() {
  try {
    return (await import('better-sqlite3')).default;
  } catch (cause) {
    throw new Error('SQLite needs a driver that is not installed: npm install better-sqlite3', { cause });
  }
}

/** Only what is made here gets a mode: an operator's own choice stands. */
function makeFile(path: string): void {
  const folder = dirname(path);
  if (mkdirSync(folder, { recursive: true }) !== undefined) shareFolder(folder);
  if (existsSync(path)) return;
  closeSync(openSync(path, 'a', FILE_MODE));
  chmodSync(path, FILE_MODE);
}

/**
 * systemd's RestrictSUIDSGID= refuses to set the bit that hands the group down (EPERM), also if it is set already. In a StateDirectory=
 * of that mode a new folder has it from its parent; elsewhere the files are of the process's own group.
 */
function shareFolder(folder: string): void {
  if ((statSync(folder).mode & MODE_BITS) === FOLDER_MODE) return;
  try {
    chmodSync(folder, FOLDER_MODE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}

/** A row written to another file than the one that the path names would be lost; what is read there is old. */
export function refuseMoved(file: SqliteFile, maxAgeMs = 0): void {
  if (!file.isInPlace(maxAgeMs))
    throw new StoreUnavailable('the SQLite file was moved, replaced or deleted while it was open');
}

/** By device and inode, as SQLite itself knows a file (and as its own check does not, in WAL mode). */
function watchPlace(path: string): SqliteFile['isInPlace'] {
  const opened = statSync(path);
  let isInPlace = true;
  let lookedAtMs = performance.now();
  return (maxAgeMs) => {
    const nowMs = performance.now();
    if (nowMs - lookedAtMs < maxAgeMs) return isInPlace;
    const found = statSync(path, { throwIfNoEntry: false });
    isInPlace = found?.ino === opened.ino && found.dev === opened.dev;
    lookedAtMs = nowMs;
    return isInPlace;
  };
}
