import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { type Page, PAGE_LIMITS, pageOf, type PageRequest } from '../page.js';
import type { AliasFilter, AliasList, AliasRecord } from '../ports/alias-store.js';
import type { DomainLookup } from '../ports/domain-registry.js';

export interface ListAliasesCommand extends PageRequest, Omit<AliasFilter, 'among'> {}

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
    const among = isNarrowed(filter) ? ListAliases.MAX_EXAMINED : undefined;
    const examined = this.lastExamined(filter);
    const [page, total, lastCounted, lastOfPage] = await Promise.all([
      pageOf({ limit, offset, beforeId }, (part) => this.aliases.list({ ...filter, among, ...part })),
      this.aliases.count({ ...filter, among }, ListAliases.MAX_TOTAL),
      examined,
      beforeId === undefined ? examined : this.lastExamined(filter, beforeId),
    ]);
    const ids = await this.domains.idsOf([...new Set(page.items.map(domainOf))]);
    return {
      ...page,
      items: page.items.map((record) => ({ ...record, domainId: ids.get(domainOf(record)) })),
      nextId: page.nextId ?? lastOfPage,
      total,
      totalIsAtLeast: total === ListAliases.MAX_TOTAL || lastCounted !== undefined,
    };
  }

  /** Where a list that is narrowed ended to look; `undefined` where it looked at all. */
  private async lastExamined(filter: AliasFilter, beforeId?: number): Promise<number | undefined> {
    if (!isNarrowed(filter)) return undefined;
    return this.aliases.idAt({ owner: filter.owner, beforeId, offset: ListAliases.MAX_EXAMINED - 1 });
  }
}

/** An owner's list, and not all of it. */
function isNarrowed(filter: AliasFilter): filter is AliasFilter & { readonly owner: EmailAddress } {
  const { owner, ...rest } = filter;
  return owner !== undefined && Object.values(rest).some((value) => value !== undefined);
}

function domainOf({ address }: AliasRecord): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
