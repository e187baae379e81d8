import { parseArgs } from 'node:util';

/** How much is measured. */
export interface Options {
  readonly isQuick: boolean;
  /** The names of the cases to run; all of them where it is empty. */
  readonly only: readonly string[];
  /** How often the reference and the case take turns. */
  readonly pairs: number;
  readonly turnMs: number;
  /** Before each case. */
  readonly warmUpMs: number;
  /** For a service that was just started. */
  readonly warmUpAtMostMs: number;
  /** How many connections each point of the latency chart has. */
  readonly loads: readonly number[];
  readonly loadTurns: number;
  readonly loadTurnMs: number;
  /** How many aliases each point of the size chart has; the first is what the others are held against. */
  readonly sizes: readonly [number, ...number[]];
  readonly createsForMemory: number;
  /** Fewer creates where it takes longer. */
  readonly memoryAtMostMs: number;
}

const FULL = {
  pairs: 5,
  turnMs: 2_500,
  warmUpMs: 1_000,
  warmUpAtMostMs: 10_000,
  loads: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  loadTurns: 3,
  loadTurnMs: 1_500,
  sizes: [10_000, 100_000, 1_000_000, 10_000_000],
  createsForMemory: 1_000_000,
  memoryAtMostMs: 240_000,
} as const;

const QUICK = {
  pairs: 3,
  turnMs: 400,
  warmUpMs: 200,
  warmUpAtMostMs: 1_000,
  loads: [1, 8, 64, 256],
  loadTurns: 1,
  loadTurnMs: 300,
  sizes: [10_000, 400_000],
  createsForMemory: 10_000,
  memoryAtMostMs: 3_000,
} as const;

/** @throws where an argument is not known. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  });
  const only = values.only.split(',').filter((name) => name !== '');
  return { isQuick: values.quick, only, ...(values.quick ? QUICK : FULL) };
}
