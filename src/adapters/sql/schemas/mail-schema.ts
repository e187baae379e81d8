import type { RawBuilder } from 'kysely';
import type { Backend } from '../../../application/ports/backend.js';
import type { RecipientDelimiter } from '../../../domain/addresses/recipient-delimiter.js';
import type { DialectName, SqlDialect } from '../connections/dialect.js';
import type { Forward } from '../upkeep/find-forwarding-loops.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';

type Stores = Pick<
  Backend,
  'aliases' | 'domains' | 'keys' | 'bans' | 'activity' | 'handles' | 'owners' | 'quotas' | 'mail'
>;

/** Which columns each table of the database really has: servers of one name come in many ages. */
export type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** Keys by mail; quotas of owners. */
export type Feature = 'mail' | 'quotas';

/** A table as we use it. The named columns must be there; what a schema can do without, it looks for in Columns. */
export interface TableUse {
  /** Whose it is to make. The mail server's own are never made, nor altered. */
  readonly madeBy: 'postern' | 'mail server';
  /** The feature that alone needs it: where that is off, it is neither missed nor made. */
  readonly optional?: Feature;
  /** The column by which a row is found, and is the only one. */
  readonly key?: string;
  /** A column that an index should begin with, for each claim looks for rows by it. */
  readonly soughtBy?: string;
  readonly select: readonly string[];
  readonly insert?: readonly string[];
  /** Whether rows are inserted unless their key is held, which on some servers takes more than the right to insert. */
  readonly claims?: true;
  /** Columns that came later: written with the rest where they are there. */
  readonly insertWherePresent?: readonly string[];
  readonly update?: readonly string[];
  readonly delete?: true;
  /** Whether old rows are deleted, if the operator lets that be done. */
  readonly pruned?: true;
  /** Whether it is locked against claims, which on some servers takes a right to the whole table. */
  readonly locks?: true;
}

/** A table, and what makes it: where it is missing, all of this is run. */
export interface MakeTable {
  readonly table: string;
  readonly statements: readonly string[];
}

/** By name, in order; a name once released stays. */
export type Migrations = Readonly<Record<string, readonly MakeTable[]>>;

/** One file of Postfix's: a question, in which %s is the whole address, %u its local part and %d its domain. */
export interface PostfixMap {
  /** Of the file, without its ending. */
  readonly name: string;
  /** The parameter of main.cf that names it; several maps of one parameter are asked in their order. */
  readonly parameter:
    'virtual_alias_domains' | 'virtual_alias_maps' | 'virtual_mailbox_domains' | 'virtual_mailbox_maps';
  readonly query: string;
}

/** Which tables mean what to which mail server. */
export interface MailSchema {
  /** What an operator calls it. */
  readonly title: string;
  /** The databases that it keeps its tables in. */
  readonly dialects: readonly DialectName[];
  readonly tables: Readonly<Record<string, TableUse>>;
  /** The one with handles on all domains, beside `alias`; in both, a row counts while it is `active`. Absent without such handles. */
  readonly handleTable?: string;
  /** Absent for a database where it is not, or where nothing is ours to make. */
  readonly migrations: Readonly<Partial<Record<DialectName, Migrations>>>;
  /** None if the mail server brings its own. Without one that asks `handleTable`, there are no handles on all domains. */
  readonly postfixMaps: (dialect: DialectName) => readonly PostfixMap[];
  /** Active aliases that forward to an address on a served domain: for findForwardingLoops, and bounded as it says. */
  innerForwards(dialect: SqlDialect): RawBuilder<Forward>;
  openStores(db: UntypedDatabase, dialect: SqlDialect, columns: Columns, delimiter: RecipientDelimiter): Stores;
}
