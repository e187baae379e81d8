import type { CompiledQuery, Kysely } from 'kysely';
import {
  ACTIVITY_ROUTES,
  type ActivityLog,
  type ActivityQuery,
  type ActivityRecord,
  type ActivityType,
} from '../../../../application/ports/activity-log.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { Claim } from '../../claim.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import { executeTogether } from '../../execute-together.js';
import { insertRows } from '../../many-rows.js';
import { retrying } from '../../retrying.js';
import { ipBytes } from '../ip-bytes.js';
import type { HaltmanTables } from './tables.js';

const MAX_USER_AGENT_LENGTH = 255;
const COLUMNS = {
  api_token_id: 'number',
  api_token_owner_email: 'text',
  route: 'text',
  body: 'text',
  request_ip: 'bytes',
  user_agent: 'text',
} as const;

/** A change that an owner made is known by its route. The haltman API's rows may have a query string behind it. */
const KNOWN = Object.entries(ACTIVITY_ROUTES) as [ActivityType, string][];

/** The API's log: a row a request that changed something, in the form that the haltman API gave them. */
export class HaltmanActivityLog implements ActivityLog {
  constructor(
    private readonly db: Kysely<HaltmanTables>,
    private readonly dialect: SqlDialect,
  ) {}

  /** Within the transaction of the change itself. */
  async write(
    trx: Kysely<HaltmanTables>,
    type: ActivityType,
    owner: EmailAddress,
    subject: string,
    origin: Origin | undefined,
  ): Promise<void> {
    if (origin) await executeTogether(trx, this.inserts([rowOf(type, owner, subject, origin)]));
  }

  /** The same of many, for those that come with their origin. */
  insertsOf(type: ActivityType, claims: readonly Claim[]): CompiledQuery[] {
    return this.inserts(
      claims.flatMap(({ alias, origin }) => (origin ? [rowOf(type, alias.goto, alias.address.value, origin)] : [])),
    );
  }

  private inserts(rows: readonly (readonly unknown[])[]): CompiledQuery[] {
    return insertRows(this.dialect, { table: 'api_logs', columns: COLUMNS }, rows);
  }

  async list({ owner, limit, offset, beforeId }: ActivityQuery): Promise<readonly ActivityRecord[]> {
    const rows = await retrying(() =>
      this.db
        .selectFrom('api_logs')
        .select(['id', 'created_at', 'route', 'body'])
        .where('api_token_owner_email', '=', owner.value)
        .where((where) => where.or(KNOWN.map(([, route]) => this.dialect.startsWith('route', route))))
        .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute(),
    );
    return rows.map(({ id, created_at, route, body }) => ({
      id,
      type: KNOWN.find(([, known]) => route.startsWith(known))?.[0] ?? 'alias_create',
      occurredAt: this.dialect.readTime(created_at),
      route: route.split('?', 1)[0] ?? '',
      subject: subjectOf(body),
    }));
  }
}

function rowOf(type: ActivityType, owner: EmailAddress, subject: string, origin: Origin): readonly unknown[] {
  return [
    origin.keyId,
    owner.value,
    ACTIVITY_ROUTES[type],
    JSON.stringify({ operation: type, outcome: 'success', request_id: origin.requestId, resource: subject }),
    ipBytes(origin.ip),
    origin.userAgent.slice(0, MAX_USER_AGENT_LENGTH),
  ];
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
