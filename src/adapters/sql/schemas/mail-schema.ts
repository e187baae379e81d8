import type { RawBuilder } from 'kysely';
import type { Backend } from '../../../application/ports/backend.js';
import type { RecipientDelimiter } from '../../../domain/addresses/recipient-delimiter.js';
import type { DialectName, SqlDialect } from '../connections/dialect.js';
import type { Forward } from '../upkeep/find-forwarding-loops.js';
import type { Migrations } from '../own-tables/kit/migrations.js';
import type { Longest } from './bound-lengths.js';
import type { Columns, TableUse } from './table-use.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';

export type { Columns, Feature, TableUse } from './table-use.js';

type Stores = Pick<
  Backend,
  'aliases' | 'domains' | 'keys' | 'bans' | 'activity' | 'handles' | 'owners' | 'quotas' | 'mail'
>;

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
  /** Whether its SQLite file is for other programs first: it is never made here, and its journal mode stays as it is found. */
  readonly keepsFileAsFound?: true;
  /** Absent if its columns hold any address. */
  readonly longest?: Longest;
  readonly tables: Readonly<Record<string, TableUse>>;
  /** SQL behind FROM that gives the `address`, the `goto` and whether it is `active` of each alias. By default a table `alias`. */
  readonly aliasRows?: string;
  /** The one with handles on all domains, each of which counts while it is `active`. Absent without such handles. */
  readonly handleTable?: string;
  readonly migrations: Migrations;
  /** None if the mail server brings its own. Without one that asks `handleTable`, there are no handles on all domains. */
  readonly postfixMaps: (dialect: DialectName) => readonly PostfixMap[];
  /** Active aliases that forward to an address on a served domain: for findForwardingLoops, and bounded as it says. */
  innerForwards(dialect: SqlDialect): RawBuilder<Forward>;
  openStores(db: UntypedDatabase, dialect: SqlDialect, columns: Columns, delimiter: RecipientDelimiter): Stores;
}
