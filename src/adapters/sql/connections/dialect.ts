import {
  type AnyColumn,
  type Dialect,
  type InsertQueryBuilder,
  type InsertResult,
  type RawBuilder,
  sql,
  type SqlBool,
} from 'kysely';
import type { DatabaseUrl } from './database-url.js';
import type { Finding } from '../upkeep/finding.js';
import type { UntypedDatabase } from './untyped-database.js';
import type { FindBeginnings, FindValues } from './beginnings.js';
import type { ManyValues } from './many-values.js';

export type DialectName = DatabaseUrl['dialect'];

/** What bounds the use of a server. SQLite, one connection in this process, has bounds of its own. */
export interface ConnectionLimits {
  /** Connections at most. */
  readonly poolSize: number;
  /** How long to wait for a connection, a free one or a new one. */
  readonly connectTimeoutMs: number;
  /** How long to wait for the answer to one statement. */
  readonly statementTimeoutMs: number;
  /**
   * Whether statements are prepared once in each session. If not, no transaction relies on what an earlier one left in its
   * session, as a proxy that gives each transaction another session requires.
   */
  readonly preparedStatements: boolean;
}

/** Tells the operator of what fails no request yet. The message holds no value of a row. */
export type Warn = (message: string) => void;

interface ConnectOptions {
  readonly warn?: Warn | undefined;
  /** Whether a file is the mail server's: it must be there, and stays in the journal mode that it is in. By default it is ours. */
  readonly isOthersFile?: boolean | undefined;
}

/** A pool of connections at this moment. */
export interface PoolUse {
  readonly used: number;
  readonly free: number;
  /** Callers that wait for a connection. */
  readonly waiting: number;
}

/** A database, opened for Kysely. */
interface OpenedDialect extends Dialect {
  /** Absent where there is no pool. */
  readonly poolUse?: () => PoolUse;
}

/** A table, and the column by which its rows are found where there is one. */
export interface KeyedTable {
  readonly table: string;
  readonly key: string | undefined;
  /** Whether several rows may have one key. */
  readonly repeats: boolean;
  /** How many characters the key is to hold, if fewer than the longest address. */
  readonly keyLength: number | undefined;
  /** A column that an index should begin with. */
  readonly soughtBy: string | undefined;
}

/** A row that an INSERT made, by the column that was asked for. */
interface InsertedRow {
  readonly id: number | undefined;
}

/** What numbers the rows of a table, apart from the table. */
export interface Sequence {
  readonly table: string;
  readonly name: string;
  /** Whether the database's user may take numbers of it. */
  readonly mayUse: boolean;
  /** Whether a row has its next number already. */
  readonly isBehind: boolean;
  /** A statement that lets it go on behind the rows there are. */
  readonly mend: string;
}

/** How SQL is spoken to one kind of server: its driver, its error codes, its upsert, its way with times. */
export interface SqlDialect {
  readonly name: DialectName;
  /** Whether the service makes and upgrades the tables by itself, rather than on the operator's `migrate`. */
  readonly migratesItself: boolean;
  /**
   * Opens the database for Kysely. Its driver throws StoreUnavailable (or one of failures.ts) for everything that is the
   * server's trouble and not ours.
   */
  connect(url: DatabaseUrl, limits: ConnectionLimits, options?: ConnectOptions): Promise<OpenedDialect>;
  /** What to tell an operator of the server itself (version, durability, clock), and of how it keeps these tables. */
  inspect(db: UntypedDatabase, tables: readonly KeyedTable[]): Promise<readonly Finding[]>;
  /** Whether an error says that the database's user lacks a right. */
  isDenied(error: unknown): boolean;
  /** That user, as a GRANT names it. */
  readonly account: RawBuilder<string>;
  /**
   * Inserts a row unless its unique key is held, and tells which by what the server says of this one statement. Never by an
   * `INSERT IGNORE`, which also hides truncation.
   */
  insertUnlessTaken<DB, TB extends keyof DB>(
    query: InsertQueryBuilder<DB, TB, InsertResult>,
    key: AnyColumn<DB, TB> & string,
    id?: AnyColumn<DB, TB> & string,
  ): Promise<InsertedRow | undefined>;
  /**
   * How many rows of an owner a statement looks at. It is bounded if the database runs within this process, which does nothing else
   * meanwhile; a server gets one statement, and so one round trip.
   */
  readonly rowsAtATime: number;
  /** How many reads share a round trip, or the connection where there is one, and are answered together. */
  readonly readsTogether: number;
  /** Whether that, or `leaveHeld`, takes the right to UPDATE the key. */
  readonly claimUpdatesKey: boolean;
  /** Whether a transaction may be committed and its answer lost on the way. */
  readonly losesAnswers: boolean;
  /** Absent if a table numbers its rows by itself. */
  readonly readSequences?: (db: UntypedDatabase, tables: readonly string[]) => Promise<readonly Sequence[]>;
  /** The GRANT that the database's user lacks to make tables; NULL if there is none. */
  readonly grantToCreate?: RawBuilder<string | null>;
  /** Ends a CREATE TABLE, if it has to say how the table is stored. */
  readonly tableOptions?: string;
  /** Ends an INSERT that leaves out the rows whose unique key is held. */
  leaveHeld(key: string): string;
  /** Ends an INSERT that writes these columns into the rows whose unique key is held. */
  overwriteHeld(key: string, columns: readonly string[]): string;
  readonly manyValues: ManyValues;
  readonly findBeginnings: FindBeginnings;
  readonly findValues: FindValues;
  /** Ends a SELECT that is to see what was committed by now, and fix nothing of what its transaction sees later. */
  readonly lockToRead: RawBuilder<unknown>;
  /** Ends a SELECT of rows that this transaction alone may go on from. Takes the right to UPDATE their table. */
  readonly lockToWrite: RawBuilder<unknown>;
  /** Keeps every claim out of a table until the transaction ends, where reading what it looks for would not do so. */
  readonly lockAgainstClaims?: (table: string) => RawBuilder<unknown>;
  /** Whether a text column begins with this text of ASCII without `|`, by an index on the column where there is one. */
  startsWith(column: string, prefix: string): RawBuilder<SqlBool>;
  /** What stands behind the at sign. */
  domainOf(column: string): RawBuilder<string>;
  /** The schema that a bare table name is looked up in, where a database has several. */
  readonly currentSchema?: RawBuilder<string>;
  /** The names of all indexes, in the schema that a bare table name is looked up in. */
  readonly indexes: RawBuilder<{ readonly of_table: string; readonly index_name: string }>;
  /** As a column of the server's own kind for it keeps a truth: BOOLEAN, or a small number. */
  writeFlag(on: boolean): boolean | number;
  /** The time of the statement, as columns keep it. */
  readonly now: RawBuilder<string>;
  /** An invalid Date where the column holds no time: NULL, `0000-00-00`, infinity. */
  readTime(column: unknown): Date;
  writeTime(time: Date): string;
}

/** The time that a driver package made of a column, which may be of another realm's Date. */
export function readDate(column: unknown): Date {
  return new Date(typeof column === 'object' && column !== null && 'getTime' in column ? Number(column) : Number.NaN);
}

/** Whether a column of any kind that keeps a truth says yes; NULL does not. */
export function isOn(column: unknown): boolean {
  return column === true || column === 1;
}

/** LIKE, with every character that means something to it taken as it is. */
export function likePrefix(column: string, prefix: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} LIKE ${`${prefix.replace(/[%_|]/g, '|$&')}%`} ESCAPE '|'`;
}
