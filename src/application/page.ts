/** Which part of a list, newest first. */
export interface PageRequest {
  /** Cut to 1 at least and PAGE_LIMITS.max at most. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** `nextId` of the page before this one. Costs the same however deep it reaches, where an offset does not. */
  readonly beforeId?: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly limit: number;
  readonly offset: number;
  /** To go on with, where there is more. */
  readonly nextId: number | undefined;
}

export const PAGE_LIMITS = { default: 50, max: 200 } as const;

/** Asks for one more than the page has, to know whether there is a next. */
export async function pageOf<T extends { readonly id: number | undefined }>(
  { limit: wanted = PAGE_LIMITS.default, offset: first = 0, beforeId }: PageRequest,
  read: (page: { limit: number; offset: number; beforeId: number | undefined }) => Promise<readonly T[]>,
): Promise<Page<T>> {
  const limit = Math.min(Math.max(wanted, 1), PAGE_LIMITS.max);
  const offset = Math.max(first, 0);
  const found = await read({ limit: limit + 1, offset, beforeId });
  const items = found.slice(0, limit);
  return { items, limit, offset, nextId: found.length > limit ? items.at(-1)?.id : undefined };
}
