import { inBulk, type ManyValues, type ValueKind } from '../many-values.js';

const ARRAYS = {
  text: 'text[]',
  number: 'bigint[]',
  flag: 'boolean[]',
  bytes: 'bytea[]',
} as const satisfies Record<ValueKind, string>;

/** A parameter for each column: the text is the same however many rows there are, and so is prepared once. */
export const asArrays: ManyValues = {
  slices: inBulk,
  rows: (kinds, constants, rows) => ({
    sql: `SELECT ${['row.*', ...constants].join(', ')} FROM unnest(${kinds.map((kind, at) => `$${at + 1}::${ARRAYS[kind]}`).join(', ')}) AS row`,
    parameters: kinds.map((_, column) => rows.map((row) => row[column])),
  }),
  oneOf: (texts) => ({ sql: `= ANY ($1::${ARRAYS.text})`, parameters: [texts] }),
};
