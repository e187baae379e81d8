import { ACTIVITY_ROUTES, } from '../../application/ports/activity-log.js';
/** Keeps what owners did in this process's memory. */
export class MemoryActivityLog {
    clock;
    rows = [];
    constructor(clock) {
        this.clock = clock;
    }
    /** Tells of a change that came with its origin. */
    add(type, owner, subject, origin) {
        if (!origin)
            return;
        const record = {
            id: this.rows.length + 1,
            type,
            occurredAt: this.clock.now(),
            route: ACTIVITY_ROUTES[type],
            subject,
        };
        this.rows.push({ owner: owner.value, record });
    }
    list({ owner, limit, offset, beforeId = Infinity }) {
        const own = this.rows.filter((row) => row.owner === owner.value && row.record.id < beforeId).reverse();
        return Promise.resolve(own.slice(offset, offset + limit).map(({ record }) => ({ ...record, occurredAt: new Date(record.occurredAt) })));
    }
}
