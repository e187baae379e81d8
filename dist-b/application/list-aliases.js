import { PAGE_LIMITS, pageOf } from './page.js';
/** A page of aliases, newest first. */
export class ListAliases {
    aliases;
    domains;
    static DEFAULT_LIMIT = PAGE_LIMITS.default;
    static MAX_LIMIT = PAGE_LIMITS.max;
    /** Counting goes no further, so that a page costs the same for an owner of millions. */
    static MAX_TOTAL = 10_000;
    /**
     * An owner's list that is narrowed further looks at so many records for a page, and at the newest so many for the total. Where
     * few of them fit, the page is short, and its `nextId` leads on to the next so many.
     */
    static MAX_EXAMINED = 10_000;
    constructor(aliases, domains) {
        this.aliases = aliases;
        this.domains = domains;
    }
    async execute({ limit, offset, beforeId, ...filter }) {
        const among = isNarrowed(filter) ? ListAliases.MAX_EXAMINED : undefined;
        const page = await pageOf({ limit, offset, beforeId }, (part) => this.aliases.list({ ...filter, among, ...part }));
        const ids = await this.domains.idsOf([...new Set(page.items.map(domainOf))]);
        const total = await this.aliases.count({ ...filter, among }, ListAliases.MAX_TOTAL);
        const lastCounted = await this.lastExamined(filter);
        const lastOfPage = beforeId === undefined ? lastCounted : await this.lastExamined(filter, beforeId);
        return {
            ...page,
            items: page.items.map((record) => ({ ...record, domainId: ids.get(domainOf(record)) })),
            nextId: page.nextId ?? lastOfPage,
            total,
            totalIsAtLeast: total === ListAliases.MAX_TOTAL || lastCounted !== undefined,
        };
    }
    /** Where a list that is narrowed ended to look; `undefined` where it looked at all. */
    async lastExamined(filter, beforeId) {
        if (!isNarrowed(filter))
            return undefined;
        return this.aliases.idAt({ owner: filter.owner, beforeId, offset: ListAliases.MAX_EXAMINED - 1 });
    }
}
/** An owner's list, and not all of it. */
function isNarrowed(filter) {
    const { owner, ...rest } = filter;
    return owner !== undefined && Object.values(rest).some((value) => value !== undefined);
}
function domainOf({ address }) {
    return address.slice(address.lastIndexOf('@') + 1);
}
