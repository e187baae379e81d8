import {
  ACTIVITY_ROUTES,
  type ActivityLog,
  type ActivityQuery,
  type ActivityRecord,
  type ActivityType,
} from '../../application/ports/activity-log.js';
import type { Origin } from '../../application/ports/origin.js';
import type { Clock } from '../../application/ports/clock.js';
import type { EmailAddress } from '../../domain/email-address.js';

interface Row {
  readonly owner: string;
  readonly record: ActivityRecord;
}

/** Keeps what owners did in this process's memory. */
export class MemoryActivityLog implements ActivityLog {
  private readonly rows: Row[] = [];

  constructor(private readonly clock: Clock) {}

  /** Tells of a change that came with its origin. */
  add(type: ActivityType, owner: EmailAddress, subject: string, origin: Origin | undefined): void {
    if (!origin) return;
    const record = {
      id: this.rows.length + 1,
      type,
      occurredAt: this.clock.now(),
      route: ACTIVITY_ROUTES[type],
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
}
