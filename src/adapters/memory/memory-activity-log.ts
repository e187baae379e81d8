import type {
  ActivityLog,
  ActivityPruning,
  ActivityQuery,
  ActivityRecord,
  ActivityType,
  PruneStep,
} from '../../application/ports/activity-log.js';
import type { Origin } from '../../application/ports/origin.js';
import type { Clock } from '../../application/ports/clock.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';

interface Row {
  readonly owner: string;
  readonly record: ActivityRecord;
}

/** Keeps what owners did in this process's memory. */
export class MemoryActivityLog implements ActivityLog {
  private rows: Row[] = [];
  private lastId = 0;

  constructor(private readonly clock: Clock) {}

  /** Tells of a change that came with its origin. */
  add(type: ActivityType, owner: EmailAddress, subject: string, origin: Origin | undefined): void {
    if (!origin) return;
    const record = {
      id: ++this.lastId,
      type,
      occurredAt: this.clock.now(),
      subject,
    };
    this.rows.push({ owner: owner.value, record });
  }

  list({ owner, limit, offset, beforeId = Infinity }: ActivityQuery): Promise<readonly ActivityRecord[]> {
    const own = this.rows.filter((row) => row.owner === owner.value && row.record.id < beforeId).reverse();
    return Promise.resolve(
      own.slice(offset, offset + limit).map(({ record }) => ({ ...record, occurredAt: new Date(record.occurredAt) })),
    );
  }

  prune({ before, afterId = 0, limit }: ActivityPruning): Promise<PruneStep> {
    const looked = this.rows.filter(({ record }) => record.id > afterId).slice(0, limit);
    const isOld = ({ record }: Row) => record.occurredAt < before;
    const old = new Set(looked.filter(isOld));
    this.rows = this.rows.filter((row) => !old.has(row));
    const last = looked.at(-1);
    const mayGoOn = last !== undefined && looked.length === limit && isOld(last);
    return Promise.resolve({ removed: old.size, nextId: mayGoOn ? last.record.id : undefined });
  }
}
