const DAY_MS = 24 * 60 * 60 * 1000;
/** An owner's aliases in numbers: created since 7 days, modified since 24 hours. */
export class ShowAliasStats {
    aliases;
    clock;
    /** Of more than these, the newest are counted. */
    static MAX_COUNTED = 100_000;
    constructor(aliases, clock) {
        this.aliases = aliases;
        this.clock = clock;
    }
    execute({ owner }) {
        const nowMs = this.clock.now().getTime();
        return this.aliases.stats({
            owner,
            createdSince: new Date(nowMs - 7 * DAY_MS),
            modifiedSince: new Date(nowMs - DAY_MS),
            max: ShowAliasStats.MAX_COUNTED,
        });
    }
}
