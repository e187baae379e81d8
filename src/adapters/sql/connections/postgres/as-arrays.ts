import { inBulk, type ManyValues, type ValueKind } from '../many-values.js';

const ARRAYS = {
  text: 'text[]',
  number: 'bigint[]',
  flag: 'boolean[]',
  bytes: 'bytea[]',
  time: 'timestamptz[]',
} as const satisfies Record<ValueKind, string>;

/** A parameter for each column: the text is the same however many rows there are, and so is prepared once. */
export const asArrays: ManyValues = {
  slices: inBulk,
  rowsText: (kinds, constants) => {
    const arrays = kinds.map((kind, at) => `$${at + 1}::${ARRAYS[kind]}`).join(', ');
    return `SELECT ${['row.*', ...constants].join(', ')} FROM unnest(${arrays}) AS row`;
  },
  rowsParameters: (rows, values) => values.map((value) => rows.map((row) => value(row))),
  oneOfText: () => `= ANY ($1::${ARRAYS.text})`,
  oneOfParameters: (texts) => [texts],
};
