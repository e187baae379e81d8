import type { Kysely } from 'kysely';
import {
  ACTIVITY_ROUTES,
  type ActivityLog,
  type ActivityQuery,
  type ActivityRecord,
  type ActivityType,
} from '../../../../application/ports/activity-log.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import { retrying } from '../../retrying.js';
import type { PostfixadminTables } from './tables.js';

const MAX_USER_AGENT_LENGTH = 255;

/** What owners did, in a table of ours. */
export class PostfixadminActivityLog implements ActivityLog {
  constructor(
    private readonly db: Kysely<PostfixadminTables>,
    private readonly dialect: SqlDialect,
    /** Which columns the table has; older ones lack those that came later. */
    private readonly columns: ReadonlySet<string>,
  ) {}

  /** Within the transaction of the change itself. */
  async write(
    trx: Kysely<PostfixadminTables>,
    type: ActivityType,
    owner: EmailAddress,
    /** An address or a handle. */
    subject: string,
    origin: Origin | undefined,
  ): Promise<void> {
    if (!origin) return;
    const audit = {
      key_id: origin.keyId,
      request_id: origin.requestId,
      request_ip: origin.ip,
      user_agent: origin.userAgent.slice(0, MAX_USER_AGENT_LENGTH),
    };
    const present = Object.entries(audit).filter(([column]) => this.columns.has(column));
    await trx
      .insertInto('postern_activity')
      .values({ owner_email: owner.value, type, address: subject, ...Object.fromEntries(present) })
      .execute();
  }

  async list({ owner, limit, offset, beforeId }: ActivityQuery): Promise<readonly ActivityRecord[]> {
    const rows = await retrying(() =>
      this.db
        .selectFrom('postern_activity')
        .select(['id', 'type', 'address', 'occurred_at'])
        .where('owner_email', '=', owner.value)
        .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute(),
    );
    return rows.map(({ id, type, address, occurred_at }) => ({
      id,
      type,
      occurredAt: this.dialect.readTime(occurred_at),
      route: ACTIVITY_ROUTES[type],
      subject: address,
    }));
  }
}
