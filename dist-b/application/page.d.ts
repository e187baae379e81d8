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
export declare const PAGE_LIMITS: {
    readonly default: 50;
    readonly max: 200;
};
/** Asks for one more than the page has, to know whether there is a next. */
export declare function pageOf<T extends {
    readonly id: number | undefined;
}>({ limit: wanted, offset: first, beforeId }: PageRequest, read: (page: {
    limit: number;
    offset: number;
    beforeId: number | undefined;
}) => Promise<readonly T[]>): Promise<Page<T>>;
