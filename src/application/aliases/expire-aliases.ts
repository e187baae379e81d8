import type { AliasStore } from '../ports/alias-store.js';
import type { Clock } from '../ports/clock.js';

/** Deactivates aliases whose expiry is past, some at a time. */
export class ExpireAliases {
  /** So few that the transaction holds the database's writer for some milliseconds. */
  static readonly ALIASES_A_STEP = 100;

  constructor(
    private readonly aliases: Pick<AliasStore, 'deactivateExpired'>,
    private readonly clock: Clock,
  ) {}

  /** Returns how many were found, and whether there may be more: then it is to be run again. */
  async execute(): Promise<{ readonly found: number; readonly isMore: boolean }> {
    const found = await this.aliases.deactivateExpired(this.clock.now(), ExpireAliases.ALIASES_A_STEP);
    return { found, isMore: found === ExpireAliases.ALIASES_A_STEP };
  }
}
