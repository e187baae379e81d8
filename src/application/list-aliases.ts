import { type Page, PAGE_LIMITS, pageOf, type PageRequest } from './page.js';
import type { AliasFilter, AliasList, AliasRecord } from './ports/alias-store.js';
import type { DomainLookup } from './ports/domain-registry.js';

export interface ListAliasesCommand extends PageRequest, AliasFilter {}

export interface ListedAlias extends AliasRecord {
  /** `undefined` where the tables do not number domains, or have none of this name. */
  readonly domainId: number | undefined;
}

export interface AliasPage extends Page<ListedAlias> {
  /** How many there are in all; ListAliases.MAX_TOTAL where there are more. */
  readonly total: number;
}

/** A page of aliases, newest first. */
export class ListAliases {
  static readonly DEFAULT_LIMIT = PAGE_LIMITS.default;
  static readonly MAX_LIMIT = PAGE_LIMITS.max;
  /** Counting goes no further, so that a page costs the same for an owner of millions. */
  static readonly MAX_TOTAL = 10_000;

  constructor(
    private readonly aliases: AliasList,
    private readonly domains: DomainLookup,
  ) {}

  async execute({ limit, offset, beforeId, ...filter }: ListAliasesCommand): Promise<AliasPage> {
    const page = await pageOf({ limit, offset, beforeId }, (part) => this.aliases.list({ ...filter, ...part }));
    const ids = await this.domains.idsOf([...new Set(page.items.map(domainOf))]);
    return {
      ...page,
      items: page.items.map((record) => ({ ...record, domainId: ids.get(domainOf(record)) })),
      total: await this.aliases.count(filter, ListAliases.MAX_TOTAL),
    };
  }
}

function domainOf({ address }: AliasRecord): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
