import { err, ok } from '../domain/result.js';
/** Ends a ban. Lifting it again changes nothing and succeeds. */
export class LiftBan {
    bans;
    clock;
    constructor(bans, clock) {
        this.bans = bans;
        this.clock = clock;
    }
    async execute({ id }) {
        const record = await this.bans.lift(id, this.clock.now());
        return record ? ok(record) : err({ kind: 'ban_unknown', id });
    }
}
