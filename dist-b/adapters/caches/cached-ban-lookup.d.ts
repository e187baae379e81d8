import type { BanLookup, BanRegistry } from '../../application/ports/ban-registry.js';
import { type BanKind, type BanTarget } from '../../domain/ban-target.js';
import { type CacheLimits } from './short-lived-cache.js';
/** All bans in force, known for a moment: handles differ from request to request, so that single answers would not be asked for again. */
export declare class CachedBanLookup implements BanLookup {
    private readonly bans;
    private readonly all;
    constructor(bans: Pick<BanRegistry, 'findKind' | 'list'>, limits?: CacheLimits);
    findKind(targets: Iterable<BanTarget>, at: Date): Promise<BanKind | undefined>;
    private read;
}
