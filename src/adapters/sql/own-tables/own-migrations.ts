import { extend, make, type Migrations, onlyTables } from './kit/migrations.js';
import type { OwnTable } from './kit/own-table.js';
import { ACTIVITY_TABLE } from './tables/activity-table.js';
import { ALIAS_METADATA_COLUMNS, ALIAS_TABLE } from './tables/alias-table.js';
import { BAN_TABLE } from './tables/ban-table.js';
import { DOMAIN_TABLE } from './tables/domain-table.js';
import { HANDLE_TABLE } from './tables/handle-table.js';
import { KEY_TABLE } from './tables/key-table.js';
import { CREDENTIAL_REQUEST_TABLE, OUTBOX_TABLE } from './tables/mail-tables.js';
import { OWNER_TABLE } from './tables/owner-table.js';

/** For a mail server that has no table of its own for any of these. */
export const OWN_TABLES = [
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

/** In the order of their releases. */
const OWN_MIGRATIONS: Migrations = {
  '2026-11-23-postfixadmin-tables': [ALIAS_TABLE, ACTIVITY_TABLE, DOMAIN_TABLE, KEY_TABLE].map(make),
  '2026-11-24-postfixadmin-bans': [make(BAN_TABLE)],
  '2026-11-24-postfixadmin-handles': [make(HANDLE_TABLE)],
  '2026-11-24-mail-tables': [CREDENTIAL_REQUEST_TABLE, OUTBOX_TABLE].map(make),
  '2026-11-25-owner-table': [make(OWNER_TABLE)],
  // The first tables of PostfixAdmin's were without these.
  '2026-11-26-activity-origin': [
    extend(ACTIVITY_TABLE, { columns: ['key_id', 'request_id', 'request_ip', 'user_agent'] }),
  ],
  '2026-11-26-alias-metadata': [
    extend(ALIAS_TABLE, {
      columns: ALIAS_METADATA_COLUMNS,
      indexes: ['postern_alias_expiry'],
    }),
  ],
};

/** Those of the tables that a schema takes because the mail server has none of its own for the job. */
export function ownMigrations(tables: readonly OwnTable[]): Migrations {
  const taken = new Set(tables.map(({ name }) => name));
  const all = Object.entries(onlyTables(OWN_MIGRATIONS, (table) => taken.has(table)));
  return Object.fromEntries(all.filter(([, steps]) => steps.length > 0));
}
