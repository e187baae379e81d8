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
import type { PostfixadminTables } from './tables.js';

const MAX_USER_AGENT_LENGTH = 255;

/** By what way a change was asked for. */
const AUDIT = {
  key_id: { kind: 'number', of: ({ keyId }: Origin) => keyId },
  request_id: { kind: 'text', of: ({ requestId }: Origin) => requestId },
  request_ip: { kind: 'text', of: ({ ip }: Origin) => ip },
  user_agent: { kind: 'text', of: ({ userAgent }: Origin) => userAgent.slice(0, MAX_USER_AGENT_LENGTH) },
} as const;
const AUDITED = ['key_id', 'request_id', 'request_ip', 'user_agent'] as const satisfies (keyof typeof AUDIT)[];

/** What owners did, in a table of ours. */
export class PostfixadminActivityLog implements ActivityLog {
  private readonly audited: readonly (typeof AUDITED)[number][];

  constructor(
    private readonly db: Kysely<PostfixadminTables>,
    private readonly dialect: SqlDialect,
    /** Which columns the table has; older ones lack those that came later. */
    columns: ReadonlySet<string>,
  ) {
    this.audited = AUDITED.filter((column) => columns.has(column));
  }

  /** Within the transaction of the change itself. */
  async write(
    trx: Kysely<PostfixadminTables>,
    type: ActivityType,
    owner: EmailAddress,
    /** An address or a handle. */
    subject: string,
    origin: Origin | undefined,
  ): Promise<void> {
    if (origin) await executeTogether(trx, this.inserts([this.rowOf(type, owner, subject, origin)]));
  }

  /** The same of many, for those that come with their origin. */
  insertsOf(type: ActivityType, claims: readonly Claim[]): CompiledQuery[] {
    return this.inserts(
      claims.flatMap(({ alias, origin }) =>
        origin ? [this.rowOf(type, alias.goto, alias.address.value, origin)] : [],
      ),
    );
  }

  private inserts(rows: readonly (readonly unknown[])[]): CompiledQuery[] {
    const audited = Object.fromEntries(this.audited.map((column) => [column, AUDIT[column].kind]));
    const columns = { owner_email: 'text', type: 'text', address: 'text', ...audited } as const;
    return insertRows(this.dialect, { table: 'postern_activity', columns }, rows);
  }

  private rowOf(type: ActivityType, owner: EmailAddress, subject: string, origin: Origin): readonly unknown[] {
    return [owner.value, type, subject, ...this.audited.map((column) => AUDIT[column].of(origin))];
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
      subject: address,
    }));
  }

  prune(pruning: ActivityPruning): Promise<PruneStep> {
    return pruneRows(this.db, this.dialect, { table: 'postern_activity', time: 'occurred_at' }, pruning);
  }
}
