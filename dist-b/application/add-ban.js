import { err, ok } from '../domain/result.js';
const DAY_MS = 86_400_000;
const CONTROL_CHARACTER = /\p{Cc}/u;
/** Bans from now on. Two operators who ban the same at the same moment make two bans, each to be lifted. */
export class AddBan {
    bans;
    clock;
    static MAX_REASON_LENGTH = 500;
    static MIN_DAYS = 1;
    static MAX_DAYS = 9_999;
    constructor(bans, clock) {
        this.bans = bans;
        this.clock = clock;
    }
    async execute({ target, reason, days }) {
        const text = reason.trim();
        if (text === '' || text.length > AddBan.MAX_REASON_LENGTH || CONTROL_CHARACTER.test(text))
            return err({ kind: 'unfit_reason', maxLength: AddBan.MAX_REASON_LENGTH });
        if (days !== undefined && (!Number.isInteger(days) || days < AddBan.MIN_DAYS || days > AddBan.MAX_DAYS))
            return err({ kind: 'days_out_of_range', min: AddBan.MIN_DAYS, max: AddBan.MAX_DAYS });
        const createdAt = this.clock.now();
        const inForce = await this.bans.list({ inForceAt: createdAt });
        const same = inForce.find(({ kind, value }) => kind === target.kind && value === target.value);
        if (same)
            return err({ kind: 'already_banned', id: same.id });
        const expiresAt = days === undefined ? undefined : new Date(createdAt.getTime() + days * DAY_MS);
        return ok(await this.bans.add({ target, reason: text, createdAt, expiresAt }));
    }
}
