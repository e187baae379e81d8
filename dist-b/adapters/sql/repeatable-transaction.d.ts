import type { Kysely, Transaction } from 'kysely';
/** Runs what is as good done twice as once, until its outcome is known. */
export declare function repeating<T>(work: () => Promise<T>, maxRetries?: number): Promise<T>;
/** Runs a transaction, and rolls it back in the end unless what came of it is to be kept. */
export declare function transact<DB, T>(db: Kysely<DB>, work: (trx: Transaction<DB>) => Promise<T>, isKept: (result: T) => boolean): Promise<T>;
