import { openAliasStores } from '../../../src/adapters/sql/alias-store/open-alias-stores.js';
import type { AliasTables, Companion } from '../../../src/adapters/sql/alias-store/alias-tables.js';
import type { SqlDialect } from '../../../src/adapters/sql/connections/dialect.js';
import type { UntypedDatabase } from '../../../src/adapters/sql/connections/untyped-database.js';
import { usesOf } from '../../../src/adapters/sql/own-tables/kit/own-table.js';
import { openOwnStores } from '../../../src/adapters/sql/own-tables/open-own-stores.js';
import { OWN_TABLES, ownMigrations } from '../../../src/adapters/sql/own-tables/own-migrations.js';
import { posternActivity } from '../../../src/adapters/sql/own-tables/postern-activity.js';
import { SqlOwnerLookup } from '../../../src/adapters/sql/own-tables/sql-owner-lookup.js';
import type { Columns, MailSchema } from '../../../src/adapters/sql/schemas/mail-schema.js';
import type { RecipientDelimiter } from '../../../src/domain/addresses/recipient-delimiter.js';

/** All tables of ours, for a mail server that has none for any job of theirs. */
export const OWN: Pick<MailSchema, 'tables' | 'migrations'> = {
  tables: usesOf(OWN_TABLES),
  migrations: ownMigrations(OWN_TABLES),
};

interface Parts {
  readonly columns: Columns;
  readonly delimiter: RecipientDelimiter;
  readonly tables: AliasTables;
  readonly companions: readonly Companion[];
  /** Where mail of the mail server's own goes, and its mailboxes. */
  readonly gotos: { readonly table: string; readonly column: string; readonly unless?: string };
  readonly mailboxes?: { readonly table: string; readonly column: string };
}

/** The stores on these tables, and on those that hold the mail server's aliases. */
export function posternStores(db: UntypedDatabase, dialect: SqlDialect, parts: Parts) {
  const { columns, gotos, mailboxes, ...aliasParts } = parts;
  return {
    ...openAliasStores(db, dialect, {
      ...aliasParts,
      activity: posternActivity(dialect, columns.get('postern_activity') ?? new Set()),
    }),
    owners: new SqlOwnerLookup(
      db,
      [
        { ...gotos, key: 'id' },
        { table: 'postern_alias', column: 'owner_email', key: 'id', unless: 'address' },
        { table: 'postern_handle', column: 'owner_email', key: 'id' },
        { table: 'postern_key', column: 'owner_email', key: 'id' },
      ],
      mailboxes,
    ),
    ...openOwnStores(db, dialect, columns, { keys: 'postern_key', bans: 'postern_ban' }),
  };
}
