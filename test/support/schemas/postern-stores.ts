import { openAliasStores } from '../../../src/adapters/sql/alias-store/open-alias-stores.js';
import type { AliasTables, Companion } from '../../../src/adapters/sql/alias-store/alias-tables.js';
import type { SqlDialect } from '../../../src/adapters/sql/connections/dialect.js';
import type { UntypedDatabase } from '../../../src/adapters/sql/connections/untyped-database.js';
import { usesOf } from '../../../src/adapters/sql/own-tables/kit/own-table.js';
import { openMailStores } from '../../../src/adapters/sql/own-tables/open-mail-stores.js';
import { ownMigrations } from '../../../src/adapters/sql/own-tables/own-migrations.js';
import { posternActivity } from '../../../src/adapters/sql/own-tables/postern-activity.js';
import { SqlBanRegistry } from '../../../src/adapters/sql/own-tables/sql-ban-registry.js';
import { SqlKeyRegistry } from '../../../src/adapters/sql/own-tables/sql-key-registry.js';
import { SqlOwnerLookup } from '../../../src/adapters/sql/own-tables/sql-owner-lookup.js';
import { SqlQuotaRegistry } from '../../../src/adapters/sql/own-tables/sql-quota-registry.js';
import { ACTIVITY_TABLE } from '../../../src/adapters/sql/own-tables/tables/activity-table.js';
import { ALIAS_TABLE } from '../../../src/adapters/sql/own-tables/tables/alias-table.js';
import { BAN_TABLE, type BansDatabase } from '../../../src/adapters/sql/own-tables/tables/ban-table.js';
import { DOMAIN_TABLE } from '../../../src/adapters/sql/own-tables/tables/domain-table.js';
import { HANDLE_TABLE } from '../../../src/adapters/sql/own-tables/tables/handle-table.js';
import { KEY_TABLE, type KeysDatabase } from '../../../src/adapters/sql/own-tables/tables/key-table.js';
import { CREDENTIAL_REQUEST_TABLE, OUTBOX_TABLE } from '../../../src/adapters/sql/own-tables/tables/mail-tables.js';
import { OWNER_TABLE, type OwnerTables } from '../../../src/adapters/sql/own-tables/tables/owner-table.js';
import type { Columns, MailSchema } from '../../../src/adapters/sql/schemas/mail-schema.js';
import type { RecipientDelimiter } from '../../../src/domain/addresses/recipient-delimiter.js';

const TABLES = [
  ALIAS_TABLE,
  HANDLE_TABLE,
  ACTIVITY_TABLE,
  DOMAIN_TABLE,
  KEY_TABLE,
  BAN_TABLE,
  OWNER_TABLE,
  CREDENTIAL_REQUEST_TABLE,
  OUTBOX_TABLE,
];

/** All tables of ours, for a mail server that has none for any job of theirs. */
export const OWN: Pick<MailSchema, 'tables' | 'migrations'> = {
  tables: usesOf(TABLES),
  migrations: ownMigrations(TABLES),
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
    keys: new SqlKeyRegistry(db.$extendTables<KeysDatabase>(), dialect, 'postern_key'),
    bans: new SqlBanRegistry(db.$extendTables<BansDatabase>(), dialect, 'postern_ban'),
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
    quotas: new SqlQuotaRegistry(db.$extendTables<OwnerTables>(), dialect),
    mail: openMailStores(db, dialect, columns, 'postern_key'),
  };
}
