import { addDays } from '../../domain/add-days.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { AliasList, AliasStats } from '../ports/alias-store.js';
import type { Clock } from '../ports/clock.js';

/** An owner's aliases in numbers: created since 7 days, modified since 24 hours. */
export class ShowAliasStats {
  /** Of more than these, the newest are counted. */
  static readonly MAX_COUNTED = 100_000;

  constructor(
    private readonly aliases: AliasList,
    private readonly clock: Clock,
  ) {}

  execute({ owner }: { readonly owner: EmailAddress }): Promise<AliasStats> {
    const now = this.clock.now();
    return this.aliases.stats({
      owner,
      createdSince: addDays(now, -7),
      modifiedSince: addDays(now, -1),
      max: ShowAliasStats.MAX_COUNTED,
    });
  }
}
