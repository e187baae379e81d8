import type { RecipientDelimiter } from '../../../domain/addresses/recipient-delimiter.js';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { SqlAliasMetadata } from '../own-tables/sql-alias-metadata.js';
import type { AliasTables, Companion } from './alias-tables.js';
import { DomainLocks } from '../domains/domain-locks.js';
import { InsertFirstClaims } from './claims/insert-first-claims.js';
import { LockFirstClaims } from './claims/lock-first-claims.js';
import { type ActivityTable, SqlActivityLog } from './sql-activity-log.js';
import { SqlAliasStore } from './sql-alias-store.js';
import { SqlHandleStore } from './handles/sql-handle-store.js';

export interface AliasStoreParts<LogColumns> {
  readonly tables: AliasTables;
  readonly activity: ActivityTable<LogColumns>;
  /** Beside the metadata and the log of activity. */
  readonly companions?: readonly Companion[];
  readonly delimiter: RecipientDelimiter;
}

/** The stores that share transactions: of aliases, of handles, and the log of what owners do with both. */
export function openAliasStores<LogColumns>(
  db: UntypedDatabase,
  dialect: SqlDialect,
  { tables, activity, companions = [], delimiter }: AliasStoreParts<LogColumns>,
) {
  const log: Companion = {
    name: 'activity',
    claimed: (claims) =>
      activity.inserts(
        claims.flatMap(({ alias: { address, goto }, origin }) =>
          origin ? [{ type: 'alias_create', owner: goto, subject: address.value, origin }] : [],
        ),
      ),
  };
  const metadata = new SqlAliasMetadata(db, dialect);
  const all = [...companions, metadata.companion, log];
  const locks = tables.lockedDomains && new DomainLocks(dialect, tables.lockedDomains);
  const claims = locks
    ? new LockFirstClaims(db, dialect, tables, locks, all, delimiter)
    : new InsertFirstClaims(db, dialect, tables, all, delimiter);
  return {
    aliases: new SqlAliasStore(db, dialect, tables, claims, activity, metadata),
    handles: new SqlHandleStore(db, dialect, tables, locks, activity, delimiter),
    activity: new SqlActivityLog(db, dialect, activity),
  };
}
