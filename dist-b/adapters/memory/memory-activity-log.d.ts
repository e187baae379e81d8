import { type ActivityLog, type ActivityQuery, type ActivityRecord, type ActivityType } from '../../application/ports/activity-log.js';
import type { Origin } from '../../application/ports/origin.js';
import type { Clock } from '../../application/ports/clock.js';
import type { EmailAddress } from '../../domain/email-address.js';
/** Keeps what owners did in this process's memory. */
export declare class MemoryActivityLog implements ActivityLog {
    private readonly clock;
    private readonly rows;
    constructor(clock: Clock);
    /** Tells of a change that came with its origin. */
    add(type: ActivityType, owner: EmailAddress, subject: string, origin: Origin | undefined): void;
    list({ owner, limit, offset, beforeId }: ActivityQuery): Promise<readonly ActivityRecord[]>;
}
