import { parseArgs } from 'node:util';

/** How much is measured. */
export interface Options {
  readonly isQuick: boolean;
  /** The names of the cases to run; all of them where it is empty. */
  readonly only: readonly string[];
  /** The revision to compare this one with, as Git names it. */
  readonly against: string | undefined;
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

/** Shorter and more turns, of three contenders: so many that each order of them comes equally often. */
const COMPARISON = {
  full: { pairs: 6, turnMs: 1_250 },
  quick: { pairs: 4, turnMs: 400 },
  /** What makes up a service's speed, in less than ten minutes. */
  cases: ['creates', 'duplicates', 'lists'],
} as const;

/**
 * `--quick`, `--only CASE,CASE`, and `--against REVISION`, which without `--only` runs the main cases alone.
 *
 * @throws if an argument is not known
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      against: { type: 'string' },
    },
  });
  const { quick: isQuick, against } = values;
  const only = values.only.split(',').filter((name) => name !== '');
  const options = { isQuick, only, against, ...(isQuick ? QUICK : FULL) };
  if (against === undefined) return options;
  const shorter = COMPARISON[isQuick ? 'quick' : 'full'];
  return { ...options, ...shorter, only: only.length > 0 ? only : COMPARISON.cases };
}
