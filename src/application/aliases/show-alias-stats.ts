import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { AliasList, AliasStats } from '../ports/alias-store.js';
import type { Clock } from '../ports/clock.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An owner's aliases in numbers: created since 7 days, modified since 24 hours. */
export class ShowAliasStats {
  /** Of more than these, the newest are counted. */
  static readonly MAX_COUNTED = 100_000;

  constructor(
    private readonly aliases: AliasList,
    private readonly clock: Clock,
  ) {}

  execute({ owner }: { readonly owner: EmailAddress }): Promise<AliasStats> {
    const nowMs = this.clock.now().getTime();
    return this.aliases.stats({
      owner,
      createdSince: new Date(nowMs - 7 * DAY_MS),
      modifiedSince: new Date(nowMs - DAY_MS),
      max: ShowAliasStats.MAX_COUNTED,
    });
  }
}
