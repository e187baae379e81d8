import type { EmailAddress } from '../domain/email-address.js';
import type { AliasList, AliasRecord } from './ports/alias-store.js';

export interface ListAliasesCommand {
  readonly owner?: EmailAddress | undefined;
  /** Cut to 1 at least and the most at most. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** A page of aliases, newest first. */
export class ListAliases {
  static readonly DEFAULT_LIMIT = 50;
  static readonly MAX_LIMIT = 200;

  constructor(private readonly aliases: AliasList) {}

  execute(command: ListAliasesCommand): Promise<readonly AliasRecord[]> {
    const limit = Math.min(Math.max(command.limit ?? ListAliases.DEFAULT_LIMIT, 1), ListAliases.MAX_LIMIT);
    const offset = Math.max(command.offset ?? 0, 0);
    return this.aliases.list({ owner: command.owner, limit, offset });
  }
}
