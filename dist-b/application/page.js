export const PAGE_LIMITS = { default: 50, max: 200 };
/** Asks for one more than the page has, to know whether there is a next. */
export async function pageOf({ limit: wanted = PAGE_LIMITS.default, offset: first = 0, beforeId }, read) {
    const limit = Math.min(Math.max(wanted, 1), PAGE_LIMITS.max);
    const offset = Math.max(first, 0);
    const found = await read({ limit: limit + 1, offset, beforeId });
    const items = found.slice(0, limit);
    return { items, limit, offset, nextId: found.length > limit ? items.at(-1)?.id : undefined };
}
