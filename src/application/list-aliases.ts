import { type Page, PAGE_LIMITS, pageOf, type PageRequest } from './page.js';
import type { AliasFilter, AliasList, AliasRecord } from './ports/alias-store.js';
import type { DomainLookup } from './ports/domain-registry.js';

export interface ListAliasesCommand extends PageRequest, Omit<AliasFilter, 'fromId'> {}

export interface ListedAlias extends AliasRecord {
  /** `undefined` where the tables do not number domains, or have none of this name. */
  readonly domainId: number | undefined;
}

export interface AliasPage extends Page<ListedAlias> {
  /** How many there are in all. */
  readonly total: number;
  /** Whether there may be more than `total`, where the counting ended. */
  readonly totalIsAtLeast: boolean;
}

/** A page of aliases, newest first. */
export class ListAliases {
  static readonly DEFAULT_LIMIT = PAGE_LIMITS.default;
  static readonly MAX_LIMIT = PAGE_LIMITS.max;
  /** Counting goes no further, so that a page costs the same for an owner of millions. */
  static readonly MAX_TOTAL = 10_000;
  /**
   * An owner's list that is narrowed further looks at so many records for a page, and at the newest so many for the total. Where
   * few of them fit, the page is short, and its `nextId` leads on to the next so many.
   */
  static readonly MAX_EXAMINED = 10_000;

  constructor(
    private readonly aliases: AliasList,
    private readonly domains: DomainLookup,
  ) {}

  async execute({ limit, offset, beforeId, ...filter }: ListAliasesCommand): Promise<AliasPage> {
    const fromId = await this.lastExamined(filter, beforeId);
    const page = await pageOf({ limit, offset, beforeId }, (part) => this.aliases.list({ ...filter, fromId, ...part }));
    const ids = await this.domains.idsOf([...new Set(page.items.map(domainOf))]);
    return {
      ...page,
      ...(await this.count(filter)),
      nextId: page.nextId ?? fromId,
      items: page.items.map((record) => ({ ...record, domainId: ids.get(domainOf(record)) })),
    };
  }

  private async count(filter: AliasFilter) {
    const fromId = await this.lastExamined(filter);
    const total = await this.aliases.count({ ...filter, fromId }, ListAliases.MAX_TOTAL);
    return { total, totalIsAtLeast: fromId !== undefined || total === ListAliases.MAX_TOTAL };
  }

  /** `undefined` where all are: their number is small, or all of them fit. */
  private async lastExamined({ owner, ...rest }: AliasFilter, beforeId?: number): Promise<number | undefined> {
    const isNarrowed = Object.values(rest).some((value) => value !== undefined);
    if (!owner || !isNarrowed) return undefined;
    return this.aliases.idAt({ owner, beforeId, offset: ListAliases.MAX_EXAMINED - 1 });
  }
}

function domainOf({ address }: AliasRecord): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
