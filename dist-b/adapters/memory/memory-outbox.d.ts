import type { LeasedMail, NewMail, Outbox } from '../../application/ports/outbox.js';
/** Keeps queued mails in this process's memory. Atomic because each call does its work in one turn of the event loop. */
export declare class MemoryOutbox implements Outbox {
    private readonly rows;
    private lastId;
    queue(mail: NewMail, dueAt: Date): void;
    lease(now: Date, leaseUntil: Date): Promise<LeasedMail | undefined>;
    remove(mail: LeasedMail): Promise<void>;
    postpone({ id, attempt }: LeasedMail, until: Date): Promise<void>;
    size(): Promise<number>;
    discardExpired(now: Date): Promise<void>;
}
