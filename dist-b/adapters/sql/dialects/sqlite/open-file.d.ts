import type { Database } from 'better-sqlite3';
export interface SqliteFile {
    readonly database: Database;
    /** Whether the path still names the file that is open. */
    readonly isInPlace: () => boolean;
}
/**
 * Opens the file, or makes it, for a service beside a running Postfix: readers never block and are never blocked (WAL), a
 * commit is on the disk before it is told (`synchronous=FULL`), and the folder, the file and SQLite's -wal and -shm (which take
 * the file's mode) are open to their group.
 *
 * The one connection stays open for the service's whole life: closing the last one removes the -wal file, and Postfix would see
 * `database is locked`.
 */
export declare function openFile(path: string): Promise<SqliteFile>;
