import type { AliasStats } from '../../application/ports/alias-store.js';
import type { ShowAliasStats } from '../../application/aliases/show-alias-stats.js';
import type { OwnerTurns } from './owner-turns.js';
import { type CacheLimits, ShortLivedCache } from './short-lived-cache.js';

/** Few, since each has a line for each domain of the owner's. */
const LIMITS: CacheLimits = { ttlMs: 1_000, maxEntries: 1_000 };

/** An owner's numbers, counted once a second at most: those who ask meanwhile share the answer. */
export class SharedAliasStats implements Pick<ShowAliasStats, 'execute'> {
  private readonly kept: ShortLivedCache<AliasStats>;
  private readonly running = new Map<string, Promise<AliasStats>>();

  constructor(
    private readonly showAliasStats: Pick<ShowAliasStats, 'execute'>,
    private readonly turns: OwnerTurns,
    elapsedMs: () => number,
  ) {
    this.kept = new ShortLivedCache(elapsedMs, LIMITS);
  }

  execute(command: Parameters<ShowAliasStats['execute']>[0]): Promise<AliasStats> {
    const key = command.owner.value;
    // Counting may take longer than an answer is kept.
    return this.running.get(key) ?? this.kept.get(key, () => this.count(key, command));
  }

  private async count(key: string, command: Parameters<ShowAliasStats['execute']>[0]): Promise<AliasStats> {
    const stats = this.turns.run(key, () => this.showAliasStats.execute(command));
    this.running.set(key, stats);
    try {
      return await stats;
    } finally {
      this.running.delete(key);
    }
  }
}
