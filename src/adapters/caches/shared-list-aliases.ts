import type { AliasPage, ListAliases, ListAliasesCommand } from '../../application/aliases/list-aliases.js';
import type { OwnerTurns } from './owner-turns.js';

/** As many rows as are passed over in the time that a page takes. */
export const EXPENSIVE_OFFSET = 1_000;
/** Counting more aliases than these for each page takes longer than the page itself. */
const EXPENSIVE_TOTAL = 2_000;
/** The longest known go if there are more. */
const MAX_OWNERS = 10_000;

/**
 * Those who ask for the same page in one turn of the event loop share one look at the storage. It begins when all of them have asked,
 * so that each sees whatever was there when it asked. Pages that take long are read one at a time for each owner.
 */
export class SharedListAliases implements Pick<ListAliases, 'execute'> {
  private readonly asked = new Map<string, Promise<AliasPage>>();
  /** Those whose last page showed that they have many aliases. */
  private readonly largeOwners = new Set<string>();

  constructor(
    private readonly listAliases: Pick<ListAliases, 'execute'>,
    private readonly turns: OwnerTurns,
  ) {}

  execute(command: ListAliasesCommand): Promise<AliasPage> {
    const key = JSON.stringify(command);
    const known = this.asked.get(key);
    if (known) return known;
    const owner = command.owner?.value;
    const read = () => this.afterTurn(key, command);
    const page = owner !== undefined && this.isExpensive(owner, command) ? this.turns.run(owner, read) : read();
    this.asked.set(key, page);
    return page;
  }

  private async afterTurn(key: string, command: ListAliasesCommand): Promise<AliasPage> {
    await new Promise((resolve) => setImmediate(resolve));
    this.asked.delete(key);
    const page = await this.listAliases.execute(command);
    if (command.owner) this.remember(command.owner.value, page.total);
    return page;
  }

  private isExpensive(owner: string, { offset = 0, active, domain, prefix }: ListAliasesCommand): boolean {
    const isNarrowed = active !== undefined || domain !== undefined || prefix !== undefined;
    return offset >= EXPENSIVE_OFFSET || isNarrowed || this.largeOwners.has(owner);
  }

  private remember(owner: string, total: number): void {
    if (total <= EXPENSIVE_TOTAL) return;
    this.largeOwners.delete(owner);
    this.largeOwners.add(owner);
    for (const longest of this.largeOwners) {
      if (this.largeOwners.size <= MAX_OWNERS) break;
      this.largeOwners.delete(longest);
    }
  }
}
