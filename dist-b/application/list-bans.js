/** The bans in force, or with those that are over. */
export class ListBans {
    bans;
    clock;
    constructor(bans, clock) {
        this.bans = bans;
        this.clock = clock;
    }
    execute({ all }) {
        return this.bans.list({ inForceAt: all ? undefined : this.clock.now() });
    }
}
