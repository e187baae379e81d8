import { BanTarget } from '../domain/ban-target.js';
/** Asks, in one question, whether anything of a request is banned. */
export class BanCheck {
    bans;
    clock;
    constructor(bans, clock) {
        this.bans = bans;
        this.clock = clock;
    }
    async find(subject) {
        const by = await this.bans.findKind(BanTarget.striking(subject), this.clock.now());
        return by && { kind: 'banned', by };
    }
}
