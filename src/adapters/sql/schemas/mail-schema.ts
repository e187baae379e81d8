import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Backend } from '../../../application/ports/backend.js';
import type { DialectName, SqlDialect } from '../dialects/dialect.js';

export type Stores = Pick<Backend, 'aliases' | 'domains' | 'keys'>;

/** A database before its schema gives it types. */
export type UntypedDatabase = Kysely<unknown>;

export type Migrations = Readonly<Record<string, Migration>>;

/** Which tables mean what to which mail server. */
export interface MailSchema {
  /** The tables that this schema's migrations make. Found without a record of them, they are somebody else's. */
  readonly tables: readonly string[];
  /** By name, in order; a name once released stays. */
  readonly migrations: Readonly<Record<DialectName, Migrations>>;
  openStores(db: UntypedDatabase, dialect: SqlDialect): Stores;
}
