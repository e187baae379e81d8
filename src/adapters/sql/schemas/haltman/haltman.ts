import type { SqlDialect } from '../../dialects/dialect.js';
import type { MailSchema, Stores, UntypedDatabase } from '../mail-schema.js';
import { HaltmanAliasStore } from './haltman-alias-store.js';
import { HaltmanDomainRegistry } from './haltman-domain-registry.js';
import { HaltmanKeyRegistry } from './haltman-key-registry.js';
import { sqliteMigrations } from './sqlite-migrations.js';
import type { HaltmanTables } from './tables.js';

/** The tables of the haltman mail-forwarding core. */
export const haltman: MailSchema = {
  tables: ['alias', 'alias_handle', 'api_bans', 'api_logs', 'api_tokens', 'domain'],
  migrations: { sqlite: sqliteMigrations },
  openStores(untyped: UntypedDatabase, dialect: SqlDialect): Stores {
    const db = untyped.$extendTables<HaltmanTables>();
    return {
      aliases: new HaltmanAliasStore(db, dialect),
      domains: new HaltmanDomainRegistry(db),
      keys: new HaltmanKeyRegistry(db, dialect),
    };
  },
};
