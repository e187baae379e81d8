import type { Kysely } from 'kysely';

/** A database before its schema gives it types. */
export type UntypedDatabase = Kysely<unknown>;
