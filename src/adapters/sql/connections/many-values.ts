/** What a column of many rows holds. */
export type ValueKind = 'text' | 'number' | 'flag' | 'bytes';

/** Part of a statement, and its parameters. */
interface Piece {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** How one statement takes the values of many rows. */
export interface ManyValues {
  /** As many of them at once as do well in one statement. */
  slices<T>(values: readonly T[]): readonly (readonly T[])[];
  /** What stands behind `INSERT INTO … (…)`; each row ends with the constants, which are SQL. */
  rows(kinds: readonly ValueKind[], constants: readonly string[], rows: readonly (readonly unknown[])[]): Piece;
  /** What stands behind the name of a column that holds one of these texts. */
  oneOf(texts: readonly string[]): Piece;
}

/** A parameter for each value, so that the text grows with their number. */
export function asTuples(slices: ManyValues['slices']): ManyValues {
  return {
    slices,
    rows: (kinds, constants, rows) => {
      const tuple = `(${[...kinds.map(() => '?'), ...constants].join(', ')})`;
      return { sql: `VALUES ${repeated(tuple, rows.length)}`, parameters: rows.flat() };
    },
    oneOf: (texts) => ({ sql: `IN (${repeated('?', texts.length)})`, parameters: [...texts] }),
  };
}

function repeated(text: string, times: number): string {
  return Array.from({ length: times }, () => text).join(', ');
}

/** MariaDB turns an IN of 1,000 values and more into a join with a table of its own making. */
const MAX_VALUES = 500;

/** Whatever many there are, up to a limit. */
export function inBulk<T>(values: readonly T[]): readonly (readonly T[])[] {
  if (values.length <= MAX_VALUES) return values.length === 0 ? [] : [values];
  return Array.from({ length: Math.ceil(values.length / MAX_VALUES) }, (_, at) =>
    values.slice(at * MAX_VALUES, (at + 1) * MAX_VALUES),
  );
}

const LARGEST_SLICE = 128;

/** So that few texts are ever prepared, whatever many values come. */
export function inPowersOfTwo<T>(values: readonly T[]): readonly (readonly T[])[] {
  const slices: (readonly T[])[] = [];
  for (let at = 0, size = LARGEST_SLICE; at < values.length;) {
    while (size > values.length - at) size /= 2;
    slices.push(values.slice(at, at + size));
    at += size;
  }
  return slices;
}
