import { sql } from 'kysely';
import { MAX_FORWARDS_EXAMINED, MAX_FORWARDS_FOLLOWED } from '../../upkeep/find-forwarding-loops.js';
import { make } from '../../own-tables/kit/migrations.js';
import { usesOf } from '../../own-tables/kit/own-table.js';
import { ownMigrations } from '../../own-tables/own-migrations.js';
import { ALIAS_TABLE } from '../../own-tables/tables/alias-table.js';
import { CREDENTIAL_REQUEST_TABLE, OUTBOX_TABLE } from '../../own-tables/tables/mail-tables.js';
import { OWNER_TABLE } from '../../own-tables/tables/owner-table.js';
import type { MailSchema } from '../mail-schema.js';
import { SqlDomainRegistry } from '../../domains/sql-domain-registry.js';
import { openOwnStores } from '../../own-tables/open-own-stores.js';
import { haltmanDomains } from './domain-tables.js';
import { SqlOwnerLookup } from '../../own-tables/sql-owner-lookup.js';
import { openAliasStores } from '../../alias-store/open-alias-stores.js';
import { apiLogs } from './activity-table.js';
import { haltmanAliases } from './alias-tables.js';
import { haltmanMaps } from './postfix-maps.js';
import { HALTMAN_TABLES } from './own-tables.js';

/** Beside the core's own. */
const OWN_TABLES = [ALIAS_TABLE, OWNER_TABLE, CREDENTIAL_REQUEST_TABLE, OUTBOX_TABLE];

/** The tables of the haltman mail-forwarding core and of its API: our own where they are missing. */
export const haltman: MailSchema = {
  title: 'haltman',
  dialects: ['sqlite', 'mysql', 'postgres'],
  tables: usesOf([...HALTMAN_TABLES, ...OWN_TABLES]),
  handleTable: 'alias_handle',
  migrations: {
    '2026-11-23-haltman-tables': HALTMAN_TABLES.map(make),
    ...ownMigrations(OWN_TABLES),
  },
  postfixMaps: haltmanMaps,
  innerForwards: (dialect) => sql`SELECT address, goto FROM
    (SELECT address, goto FROM alias WHERE active = 1 ORDER BY id DESC LIMIT ${MAX_FORWARDS_EXAMINED}) AS newest
    WHERE ${dialect.domainOf('goto')} IN (SELECT name FROM domain) LIMIT ${MAX_FORWARDS_FOLLOWED}`,
  openStores(untyped, dialect, columns, delimiter) {
    const hasUnsubscribedAt = columns.get('alias_handle')?.has('unsubscribed_at') ?? false;
    return {
      ...openAliasStores(untyped, dialect, {
        tables: haltmanAliases(untyped, dialect, hasUnsubscribedAt),
        activity: apiLogs(dialect),
        delimiter,
      }),
      domains: new SqlDomainRegistry(
        untyped,
        dialect,
        haltmanDomains(untyped, dialect, columns.get('domain') ?? new Set()),
      ),
      owners: new SqlOwnerLookup(untyped, [
        { table: 'alias', column: 'goto', key: 'id', unless: 'address' },
        { table: 'alias_handle', column: 'address', key: 'id' },
        { table: 'api_tokens', column: 'owner_email', key: 'id' },
      ]),
      ...openOwnStores(untyped, dialect, columns, { keys: 'api_tokens', bans: 'api_bans' }),
    };
  },
};
