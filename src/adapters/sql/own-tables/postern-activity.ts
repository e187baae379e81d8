import type { ActivityEntry, ActivityTable } from '../alias-store/sql-activity-log.js';
import type { SqlDialect } from '../connections/dialect.js';
import { number, statementsOf, text } from '../statements/table-statements.js';
import type { Database } from './kit/own-table.js';
import type { ACTIVITY_TABLE } from './tables/activity-table.js';

type ActivityTables = Database<typeof ACTIVITY_TABLE>;

const MAX_USER_AGENT_LENGTH = 255;

const WRITTEN = {
  owner_email: text(({ owner }: ActivityEntry) => owner.value),
  type: text(({ type }: ActivityEntry) => type),
  address: text(({ subject }: ActivityEntry) => subject),
} as const;

const AUDITED = {
  key_id: number(({ origin }: ActivityEntry) => origin.keyId),
  request_id: text(({ origin }: ActivityEntry) => origin.requestId),
  request_ip: text(({ origin }: ActivityEntry) => origin.ip),
  user_agent: text(({ origin }: ActivityEntry) => origin.userAgent.slice(0, MAX_USER_AGENT_LENGTH)),
} as const;

/**
 * The log beside the tables of a mail server that has none of its own.
 *
 * @param columns - the ones that the table has: older ones lack some.
 */
export function posternActivity(
  dialect: SqlDialect,
  columns: ReadonlySet<string>,
): ActivityTable<ActivityTables['postern_activity']> {
  const audited = Object.entries(AUDITED).filter(([column]) => columns.has(column));
  return {
    name: 'postern_activity',
    owner: 'owner_email',
    time: 'occurred_at',
    columns: ['type', 'address'],
    inserts: statementsOf<ActivityTables>(dialect)('postern_activity').insert({
      ...WRITTEN,
      ...(Object.fromEntries(audited) as Partial<typeof AUDITED>),
    }),
    read: ({ type, address }) => ({ type, subject: address }),
  };
}
