import type { AliasPage, ListAliases, ListAliasesCommand } from '../../application/list-aliases.js';

/**
 * Those who ask for the same page in one turn of the event loop share one look at the storage. It begins when all of them have asked,
 * so that each sees whatever was there when it asked.
 */
export class SharedListAliases implements Pick<ListAliases, 'execute'> {
  private readonly asked = new Map<string, Promise<AliasPage>>();

  constructor(private readonly listAliases: Pick<ListAliases, 'execute'>) {}

  execute(command: ListAliasesCommand): Promise<AliasPage> {
    const key = JSON.stringify(command);
    const known = this.asked.get(key);
    if (known) return known;
    const page = this.afterTurn(key, command);
    this.asked.set(key, page);
    return page;
  }

  private async afterTurn(key: string, command: ListAliasesCommand): Promise<AliasPage> {
    await new Promise((resolve) => setImmediate(resolve));
    this.asked.delete(key);
    return this.listAliases.execute(command);
  }
}
