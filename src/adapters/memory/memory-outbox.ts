import type { Domain } from '../../domain/addresses/domain.js';
import type { LeasedMail, NewMail, Outbox } from '../../application/ports/outbox.js';

interface Row {
  readonly mail: NewMail;
  readonly attempts: number;
  readonly dueAtMs: number;
}

/** Keeps queued mails in this process's memory. Atomic because each call does its work in one turn of the event loop. */
export class MemoryOutbox implements Outbox {
  private readonly rows = new Map<number, Row>();
  private lastId = 0;

  queue(mail: NewMail, dueAt: Date): void {
    this.rows.set(++this.lastId, { mail, attempts: 0, dueAtMs: dueAt.getTime() });
  }

  /** How many wait that have not expired. */
  waiting(now: Date): number {
    return [...this.rows.values()].filter(({ mail }) => mail.expiresAt > now).length;
  }

  lease(now: Date, leaseUntil: Date, except: readonly Domain[] = []): Promise<LeasedMail | undefined> {
    const due = [...this.rows]
      .filter(([, { mail, dueAtMs }]) => dueAtMs <= now.getTime() && mail.expiresAt > now)
      .filter(([, { mail }]) => !except.some(({ value }) => value === mail.to.domain.value))
      .sort(([, a], [, b]) => a.dueAtMs - b.dueAtMs)[0];
    if (!due) return Promise.resolve(undefined);
    const [id, { mail, attempts }] = due;
    this.rows.set(id, { mail, attempts: attempts + 1, dueAtMs: leaseUntil.getTime() });
    return Promise.resolve({ ...mail, expiresAt: new Date(mail.expiresAt), id, attempt: attempts + 1 });
  }

  remove(mail: LeasedMail): Promise<void> {
    if (this.rows.get(mail.id)?.attempts === mail.attempt) this.rows.delete(mail.id);
    return Promise.resolve();
  }

  postpone({ id, attempt }: LeasedMail, until: Date): Promise<void> {
    const row = this.rows.get(id);
    if (row?.attempts === attempt) this.rows.set(id, { ...row, dueAtMs: until.getTime() });
    return Promise.resolve();
  }

  size(): Promise<number> {
    return Promise.resolve(this.rows.size);
  }

  discardExpired(now: Date): Promise<void> {
    for (const [id, { mail }] of this.rows) if (mail.expiresAt <= now) this.rows.delete(id);
    return Promise.resolve();
  }
}
