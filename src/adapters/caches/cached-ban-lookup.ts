import type { BanLookup, BanRegistry } from '../../application/ports/ban-registry.js';
import { canonicalAscii } from '../../domain/ascii.js';
import { BAN_KINDS, type BanKind, type BanTarget } from '../../domain/ban-target.js';
import { ShortLivedCache } from './short-lived-cache.js';

/** Read whole, each second that somebody asks; where there are more, the storage is asked each time. */
const MAX_BANS = 2_000;

/** When each ban ends, in milliseconds, by its target. */
type Bans = ReadonlyMap<string, number>;

/** All bans in force, known for a moment: handles differ from request to request, so that single answers would not be asked for again. */
export class CachedBanLookup implements BanLookup {
  private readonly all: ShortLivedCache<Bans | undefined>;

  constructor(
    private readonly bans: Pick<BanRegistry, 'findKind' | 'list'>,
    elapsedMs: () => number,
  ) {
    this.all = new ShortLivedCache(elapsedMs);
  }

  async findKind(targets: Iterable<BanTarget>, at: Date): Promise<BanKind | undefined> {
    const bans = await this.all.get('all', () => this.read(at));
    if (!bans) return this.bans.findKind(targets, at);
    if (bans.size === 0) return undefined;
    const struck = [...targets].filter(({ kind, value }) => (bans.get(`${kind} ${value}`) ?? 0) > at.getTime());
    return BAN_KINDS.find((kind) => struck.some((target) => target.kind === kind));
  }

  private async read(at: Date): Promise<Bans | undefined> {
    const records = await this.bans.list({ inForceAt: at, limit: MAX_BANS + 1 });
    if (records.length > MAX_BANS) return undefined;
    const bans = new Map<string, number>();
    for (const { kind, value, expiresAt } of records) {
      // Rows of others may hold capitals; the targets are in lower case.
      const target = `${kind} ${canonicalAscii(value) ?? value}`;
      bans.set(target, Math.max(bans.get(target) ?? 0, expiresAt?.getTime() ?? Infinity));
    }
    return bans;
  }
}
