/**
 * An offset passes over every row before it, so that it costs more the deeper it reaches; a cursor
 * does not.
 */
export const MAX_OFFSET = 100_000;
/** Each so many rows before a page take a point more. */
const ROWS_PER_POINT = 10_000;

/**
 * How many points of its bucket a page takes. Its fields are not validated yet: those that are
 * refused later take one.
 */
export function pagePoints({ offset }: Readonly<Record<string, unknown>>): number {
  const rows = Number(offset);
  return rows > 0 && rows <= MAX_OFFSET ? 1 + Math.floor(rows / ROWS_PER_POINT) : 1;
}
