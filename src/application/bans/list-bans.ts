import type { BanRecord, BanRegistry } from '../ports/ban-registry.js';
import type { Clock } from '../ports/clock.js';

/** The bans in force, or with those that are over. */
export class ListBans {
  constructor(
    private readonly bans: BanRegistry,
    private readonly clock: Clock,
  ) {}

  execute({ all }: { readonly all: boolean }): Promise<readonly BanRecord[]> {
    return this.bans.list({ inForceAt: all ? undefined : this.clock.now() });
  }
}
