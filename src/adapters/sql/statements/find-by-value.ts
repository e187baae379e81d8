import type { QueryExecutorProvider } from 'kysely';
import type { SqlDialect } from '../connections/dialect.js';
import { executeTogether } from '../connections/execute-together.js';
import { canonicalText } from './letter-case.js';
import { selectRows, type SoughtRows } from './many-rows.js';

/** Which rows are looked for, by values of a unique column. */
export interface LookUp extends SoughtRows {
  readonly values: readonly string[];
}

type Found<Rows extends readonly object[]> = { readonly [At in keyof Rows]: ReadonlyMap<string, Rows[At]> };

/**
 * Looks for rows of several tables in one journey. What each look-up found is by the value that it found it for.
 *
 * A collation may find another spelling than was asked for: capitals are folded here, and for any other each value is asked for by itself.
 */
export async function findByValue<Rows extends readonly object[]>(
  db: QueryExecutorProvider,
  dialect: SqlDialect,
  lookUps: { readonly [At in keyof Rows]: LookUp },
): Promise<Found<Rows>> {
  const all = lookUps as readonly LookUp[];
  const queries = all.map((lookUp) => selectOf(dialect, lookUp));
  const answers = await executeTogether(db, queries.flat());
  const found: ReadonlyMap<string, object>[] = [];
  let at = 0;
  for (const [of, lookUp] of all.entries()) {
    const end = at + (queries[of]?.length ?? 0);
    const rows = answers.slice(at, end).flatMap((answer) => answer.rows);
    at = end;
    found.push(
      await byValue(lookUp, rows, async (value) => {
        const [answer] = await executeTogether(db, selectOf(dialect, { ...lookUp, values: [value] }));
        return answer?.rows[0];
      }),
    );
  }
  return found as unknown as Found<Rows>;
}

function selectOf(dialect: SqlDialect, { columns, ...sought }: LookUp) {
  return selectRows(dialect, { ...sought, columns: [sought.by, ...columns] }, sought.values);
}

type AnyRow = Readonly<Record<string, unknown>>;

async function byValue(
  { by, values }: LookUp,
  rows: readonly AnyRow[],
  find: (value: string) => Promise<AnyRow | undefined>,
): Promise<ReadonlyMap<string, AnyRow>> {
  const asked = new Set(values);
  const found = new Map(
    rows.map((row) => {
      const text = String(row[by]);
      return [asked.has(text) ? text : canonicalText(text), row];
    }),
  );
  if ([...found.keys()].every((text) => asked.has(text))) return found;
  for (const value of values) {
    const row = found.has(value) ? undefined : await find(value);
    if (row) found.set(value, row);
  }
  return found;
}
