import { BAN_KINDS } from '../../domain/ban-target.js';
import { ShortLivedCache } from './short-lived-cache.js';
/** Read whole, each second that somebody asks; where there are more, the storage is asked each time. */
const MAX_BANS = 2_000;
/** All bans in force, known for a moment: handles differ from request to request, so that single answers would not be asked for again. */
export class CachedBanLookup {
    bans;
    all;
    constructor(bans, limits) {
        this.bans = bans;
        this.all = new ShortLivedCache(limits);
    }
    async findKind(targets, at) {
        const bans = await this.all.get('all', () => this.read(at));
        if (!bans)
            return this.bans.findKind(targets, at);
        if (bans.size === 0)
            return undefined;
        const struck = [...targets].filter(({ kind, value }) => (bans.get(`${kind} ${value}`) ?? 0) > at.getTime());
        return BAN_KINDS.find((kind) => struck.some((target) => target.kind === kind));
    }
    async read(at) {
        const records = await this.bans.list({ inForceAt: at, limit: MAX_BANS + 1 });
        if (records.length > MAX_BANS)
            return undefined;
        const bans = new Map();
        for (const { kind, value, expiresAt } of records) {
            // As databases compare them that know no letter case; the targets are in lower case.
            const target = `${kind} ${value.trim().toLowerCase()}`;
            bans.set(target, Math.max(bans.get(target) ?? 0, expiresAt?.getTime() ?? Infinity));
        }
        return bans;
    }
}
