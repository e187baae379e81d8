/** What a column of many rows holds. */
export type ValueKind = 'text' | 'number' | 'flag' | 'bytes' | 'time';

/** How one statement takes the values of many rows. A text is the same for the same number of rows. */
export interface ManyValues {
  /** As many of them at once as do well in one statement. */
  slices<T>(values: readonly T[]): readonly (readonly T[])[];
  /** What stands behind `INSERT INTO … (…)`; each row ends with the constants, which are SQL. */
  rowsText(kinds: readonly ValueKind[], constants: readonly string[], count: number): string;
  rowsParameters<Row>(rows: readonly Row[], values: readonly ((row: Row) => unknown)[]): unknown[];
  /** What stands behind the name of a column that holds one of so many texts. */
  oneOfText(count: number): string;
  oneOfParameters(texts: readonly string[]): unknown[];
}

/** A parameter for each value, so that the text grows with their number. */
export function asTuples(slices: ManyValues['slices']): ManyValues {
  return {
    slices,
    rowsText: (kinds, constants, count) =>
      `VALUES ${repeated(`(${[...kinds.map(() => '?'), ...constants].join(', ')})`, count)}`,
    rowsParameters: (rows, values) => {
      const parameters: unknown[] = [];
      for (const row of rows) for (const value of values) parameters.push(value(row));
      return parameters;
    },
    oneOfText: (count) => `IN (${repeated('?', count)})`,
    oneOfParameters: (texts) => [...texts],
  };
}

function repeated(text: string, times: number): string {
  return Array.from({ length: times }, () => text).join(', ');
}

/** MariaDB turns an IN of 1,000 values and more into a join with a table of its own making. */
const MAX_VALUES = 500;

/** As many as there are, up to a limit. */
export function inBulk<T>(values: readonly T[]): readonly (readonly T[])[] {
  if (values.length <= MAX_VALUES) return values.length === 0 ? [] : [values];
  return Array.from({ length: Math.ceil(values.length / MAX_VALUES) }, (_, at) =>
    values.slice(at * MAX_VALUES, (at + 1) * MAX_VALUES),
  );
}

const LARGEST_SLICE = 128;

/** So that few texts are ever prepared, however many values come. */
export function inPowersOfTwo<T>(values: readonly T[]): readonly (readonly T[])[] {
  const slices: (readonly T[])[] = [];
  for (let at = 0, size = LARGEST_SLICE; at < values.length; at += size) {
    while (size > values.length - at) size /= 2;
    slices.push(values.slice(at, at + size));
  }
  return slices;
}
