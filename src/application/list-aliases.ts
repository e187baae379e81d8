import type { EmailAddress } from '../domain/email-address.js';
import type { AliasList, AliasRecord } from './ports/alias-store.js';

export interface ListAliasesCommand {
  readonly owner?: EmailAddress | undefined;
  /** 1 or more; more than the most is cut to it. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** A page of aliases, newest first. */
export class ListAliases {
  static readonly DEFAULT_LIMIT = 50;
  static readonly MAX_LIMIT = 200;

  constructor(private readonly aliases: AliasList) {}

  execute(command: ListAliasesCommand): Promise<readonly AliasRecord[]> {
    const limit = Math.min(command.limit ?? ListAliases.DEFAULT_LIMIT, ListAliases.MAX_LIMIT);
    return this.aliases.list({ owner: command.owner, limit, offset: command.offset ?? 0 });
  }
}
