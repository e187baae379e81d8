import { type Page, type PageRequest } from './page.js';
import type { AliasFilter, AliasList, AliasRecord } from './ports/alias-store.js';
import type { DomainLookup } from './ports/domain-registry.js';
export interface ListAliasesCommand extends PageRequest, Omit<AliasFilter, 'among'> {
}
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
export declare class ListAliases {
    private readonly aliases;
    private readonly domains;
    static readonly DEFAULT_LIMIT: 50;
    static readonly MAX_LIMIT: 200;
    /** Counting goes no further, so that a page costs the same for an owner of millions. */
    static readonly MAX_TOTAL = 10000;
    /**
     * An owner's list that is narrowed further looks at so many records for a page, and at the newest so many for the total. Where
     * few of them fit, the page is short, and its `nextId` leads on to the next so many.
     */
    static readonly MAX_EXAMINED = 10000;
    constructor(aliases: AliasList, domains: DomainLookup);
    execute({ limit, offset, beforeId, ...filter }: ListAliasesCommand): Promise<AliasPage>;
    /** Where a list that is narrowed ended to look; `undefined` where it looked at all. */
    private lastExamined;
}
