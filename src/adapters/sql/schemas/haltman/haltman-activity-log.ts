import type { CompiledQuery, Kysely } from 'kysely';
import type {
  ActivityLog,
  ActivityPruning,
  ActivityQuery,
  ActivityRecord,
  ActivityType,
  PruneStep,
} from '../../../../application/ports/activity-log.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import type { Claim } from '../../batching/claim.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { executeTogether } from '../../connections/execute-together.js';
import { insertRows } from '../../statements/many-rows.js';
import { pruneRows } from '../../statements/prune-rows.js';
import { retrying } from '../../transactions/retrying.js';
import { listSlices, type Slice, type SliceOptions, slicesOf } from '../../statements/slices.js';
import { ipBytes } from '../../own-tables/ip-bytes.js';
import { ACTIVITY_ROUTES } from './activity-routes.js';
import type { HaltmanTables } from './tables.js';

/** How many rows of the log are looked at in the time that joining a row to another table takes. */
const LOGGED_ROWS_PER_ROW = 10;
/** Begins the body of each row that we write, and of none of the haltman API's. */
const OWN_BODY = '{"operation":"';
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
    const size = this.dialect.rowsAtATime * LOGGED_ROWS_PER_ROW;
    const rows = await retrying(() =>
      listSlices(
        slicesOf({ size, beforeId, idAt: (place) => this.idAt(owner, place) }),
        { limit, offset },
        (slice, max) => this.count(owner, slice, max),
        (slice, part) =>
          this.changes(owner, slice)
            .select(['id', 'created_at', 'route', 'body'])
            .orderBy('id', 'desc')
            .limit(part.limit)
            .offset(part.offset)
            .execute(),
      ),
    );
    return rows.map(({ id, created_at, route, body }) => ({
      id,
      type: KNOWN.find(([, known]) => route.startsWith(known))?.[0] ?? 'alias_create',
      occurredAt: this.dialect.readTime(created_at),
      subject: subjectOf(body),
    }));
  }

  prune(pruning: ActivityPruning): Promise<PruneStep> {
    const only = this.dialect.startsWith('body', OWN_BODY);
    return pruneRows(this.db, this.dialect, { table: 'api_logs', time: 'created_at', only }, pruning);
  }

  /** Of all that was logged of an owner. */
  private async idAt(owner: EmailAddress, { offset, beforeId }: Parameters<SliceOptions['idAt']>[0]) {
    const row = await this.logged(owner, { beforeId })
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .offset(offset)
      .executeTakeFirst();
    return row?.id;
  }

  private async count(owner: EmailAddress, slice: Slice, max: number): Promise<number> {
    const row = await this.db
      .selectFrom(this.changes(owner, slice).select('id').limit(max).as('counted'))
      .select(({ fn }) => fn.countAll().as('n'))
      .executeTakeFirst();
    return Number(row?.n ?? 0);
  }

  private changes(owner: EmailAddress, slice: Slice) {
    return this.logged(owner, slice).where((where) =>
      where.or(KNOWN.map(([, route]) => this.dialect.startsWith('route', route))),
    );
  }

  private logged(owner: EmailAddress, { beforeId, fromId }: Slice) {
    return this.db
      .selectFrom('api_logs')
      .where('api_token_owner_email', '=', owner.value)
      .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
      .$if(fromId !== undefined, (query) => query.where('id', '>=', fromId ?? 0));
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
