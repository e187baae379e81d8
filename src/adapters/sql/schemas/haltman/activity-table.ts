import { sql, type SqlBool } from 'kysely';
import type { ActivityType } from '../../../../application/ports/activity-log.js';
import type { ActivityEntry, ActivityTable } from '../../alias-store/sql-activity-log.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { ipBytes } from '../../own-tables/ip-bytes.js';
import { bytes, number, statementsOf, text } from '../../statements/table-statements.js';
import { ACTIVITY_ROUTES } from './activity-routes.js';
import type { HaltmanTables } from './own-tables.js';

/** Begins the body of each row that we write, and of none of the haltman API's. */
const OWN_BODY = '{"operation":"';
const MAX_USER_AGENT_LENGTH = 255;

/** A change is known by its route, which may have a query string behind it in the haltman API's rows. */
const KNOWN = Object.entries(ACTIVITY_ROUTES) as [ActivityType, string][];

/** The log of the haltman API: a row a request. Ours have the form that it gave them. */
export function apiLogs(dialect: SqlDialect): ActivityTable<HaltmanTables['api_logs']> {
  return {
    name: 'api_logs',
    owner: 'api_token_owner_email',
    time: 'created_at',
    columns: ['route', 'body'],
    inserts: statementsOf<HaltmanTables>(dialect)('api_logs').insert({
      api_token_id: number(({ origin }: ActivityEntry) => origin.keyId),
      api_token_owner_email: text(({ owner }: ActivityEntry) => owner.value),
      route: text(({ type }: ActivityEntry) => ACTIVITY_ROUTES[type]),
      body: text(({ type, subject, origin }: ActivityEntry) =>
        JSON.stringify({ operation: type, outcome: 'success', request_id: origin.requestId, resource: subject }),
      ),
      request_ip: bytes(({ origin }: ActivityEntry) => ipBytes(origin.ip)),
      user_agent: text(({ origin }: ActivityEntry) => origin.userAgent.slice(0, MAX_USER_AGENT_LENGTH)),
    }),
    read: ({ route, body }) => ({
      type: KNOWN.find(([, known]) => route.startsWith(known))?.[0] ?? 'alias_create',
      subject: subjectOf(body),
    }),
    isChange: sql<SqlBool>`(${sql.join(
      KNOWN.map(([, route]) => dialect.startsWith('route', route)),
      sql` OR `,
    )})`,
    isOurs: dialect.startsWith('body', OWN_BODY),
  };
}

/** The haltman API's own rows say it in other ways, or not at all. */
function subjectOf(body: string | null): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body ?? 'null');
    const resource: unknown =
      typeof parsed === 'object' && parsed && 'resource' in parsed ? parsed.resource : undefined;
    return typeof resource === 'string' ? resource : undefined;
  } catch {
    return undefined;
  }
}
