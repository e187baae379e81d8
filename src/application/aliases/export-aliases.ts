import type { Domain } from '../../domain/addresses/domain.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { AliasList, AliasRecord } from '../ports/alias-store.js';

export interface ExportAliasesCommand {
  readonly owner?: EmailAddress | undefined;
  readonly domain?: Domain | undefined;
}

/** Reads all aliases in the order of their addresses, a page at a time; those that come or go meanwhile may be among them or not. */
export class ExportAliases {
  static readonly PAGE = 1_000;

  constructor(private readonly aliases: Pick<AliasList, 'scan'>) {}

  async *execute(command: ExportAliasesCommand): AsyncGenerator<readonly AliasRecord[], void, undefined> {
    let after: string | undefined;
    for (;;) {
      const page = await this.aliases.scan({ ...command, limit: ExportAliases.PAGE, after });
      if (page.length > 0) yield page;
      if (page.length < ExportAliases.PAGE) return;
      after = page.at(-1)?.address;
    }
  }
}
