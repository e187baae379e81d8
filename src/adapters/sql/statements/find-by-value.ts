import type { QueryExecutorProvider } from 'kysely';
import { type NamedResults, type NamedStatements, pipeline } from '../connections/pipeline.js';
import { canonicalText } from './letter-case.js';
import type { Found, LookUp } from './table-statements.js';

/** Which rows are looked for. */
export interface Sought<Row> {
  readonly lookUp: LookUp<Row>;
  /** Different texts in lower-case ASCII. */
  readonly values: readonly string[];
  /** Ends each statement, as SQL. */
  readonly end?: string;
}

/** All rows of each value; a value without a row is not in it. */
export type RowsByValue<Row> = ReadonlyMap<string, readonly Found<Row>[]>;

type AllSought = Readonly<Record<string, Sought<unknown>>>;
type RowsOf<All extends AllSought> = {
  readonly [Name in keyof All]: All[Name] extends Sought<infer Row> ? RowsByValue<Row> : never;
};

/** Looks for rows of several tables in one round trip. */
export async function findByValue<All extends AllSought>(db: QueryExecutorProvider, all: All): Promise<RowsOf<All>> {
  const statements: Record<string, NamedStatements[string]> = {};
  for (const name in all) statements[name] = all[name]?.lookUp.find(all[name].values, all[name].end) ?? [];
  const results = await pipeline(db, statements);
  const found: Record<string, RowsByValue<unknown>> = {};
  for (const name in all) {
    if (all[name] && results[name]) found[name] = await byValue(db, all[name], results[name] as FoundRows<unknown>);
  }
  return found as RowsOf<All>;
}

type FoundRows<Row> = NamedResults<Record<string, ReturnType<LookUp<Row>['find']>>>[string];

/**
 * The rows that the statements of a look-up found, by the value that each was found for.
 *
 * A collation may find another spelling than was looked for: capitals are folded here; for any other
 * spelling, the values without a row are looked for once more, each by itself.
 */
export async function byValue<Row>(
  db: QueryExecutorProvider,
  { lookUp, values, end }: Sought<Row>,
  { rows }: { readonly rows: readonly Found<Row>[] },
): Promise<RowsByValue<Row>> {
  if (rows.length === 0) return NONE;
  const sought = new Set(values);
  const found = new Map<string, Found<Row>[]>();
  let isComplete = true;
  for (const row of rows) {
    const text = sought.has(row.found) ? row.found : canonicalText(row.found);
    if (!sought.has(text)) isComplete = false;
    const others = found.get(text);
    if (others) others.push(row);
    else found.set(text, [row]);
  }
  if (isComplete) return found;
  const missing = values.filter((value) => !found.has(value));
  const again = await pipeline(db, Object.fromEntries(missing.map((value) => [value, lookUp.find([value], end)])));
  for (const value of missing) {
    const own = again[value]?.rows ?? [];
    if (own.length > 0) found.set(value, [...own]);
  }
  return found;
}

const NONE: RowsByValue<never> = new Map();
