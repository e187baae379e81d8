/** MariaDB turns an IN of 1,000 values and more into a join with a table of its own making. */
const MAX_VALUES = 500;

/**
 * The rows that hold some of these values of a unique column, by value.
 *
 * A collation may find another spelling than was asked for, and does not say for which; then each value is asked for by itself.
 */
export async function findEach<Row>(
  values: readonly string[],
  find: (values: readonly string[]) => Promise<readonly Row[]>,
  textOf: (row: Row) => string,
): Promise<ReadonlyMap<string, Row>> {
  const found = new Map<string, Row>();
  for (let at = 0; at < values.length; at += MAX_VALUES) {
    const some = values.slice(at, at + MAX_VALUES);
    const asked = new Set(some);
    const rows = await find(some);
    for (const row of rows) found.set(textOf(row), row);
    if (rows.every((row) => asked.has(textOf(row)))) continue;
    for (const value of some) {
      const [row] = found.has(value) ? [] : await find([value]);
      if (row) found.set(value, row);
    }
  }
  return found;
}
