/**
 * Rows that hold some of these values of a unique column, by value.
 *
 * A collation may find another spelling than was asked for, and does not say for which; then each value is asked for by itself.
 */
export declare function byValue<Row>(values: readonly string[], rows: readonly Row[], textOf: (row: Row) => string, find: (value: string) => Promise<readonly Row[]>): Promise<ReadonlyMap<string, Row>>;
