import type { Bench, Subject } from './bench.js';
import type { Backend } from './database.js';
import { figureOf, ratioOf } from './figures.js';
import type { Revision } from './revision.js';
import type { Row, Target } from './row.js';
import { faultsOf, type Load, type Turn } from './turn.js';

/** What a figure of this revision must be of the other's, at least; for what should be low, at most. */
const NO_WORSE: Readonly<Record<'high' | 'low', Target>> = {
  high: { atLeast: 0.95 },
  low: { atMost: 1.05 },
};

/** A figure of each turn, of this revision and of another. */
export interface Compared {
  readonly name: string;
  readonly unit: string;
  /** As it should be. */
  readonly should: 'high' | 'low';
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** Of the bare handler, in the same turns. */
  readonly bare?: readonly number[];
  readonly failures?: number;
}

export function comparisonRow(other: Pick<Revision, 'name'>, compared: Compared): Row {
  const { name, unit, should, ours, theirs, bare, failures = 0 } = compared;
  return {
    name,
    unit,
    ours: figureOf(ours),
    reference: { name: other.name, figure: figureOf(theirs) },
    ratio: ratioOf(ours, theirs),
    ...(bare && { ofBare: { ours: ratioOf(ours, bare), reference: ratioOf(theirs, bare) } }),
    target: NO_WORSE[should],
    failures,
  };
}

/** Answers a second; a fault of this revision's misses the target. */
export function rateRow(other: Revision, name: string, [bare, ours, theirs]: ComparedTurns): Row {
  const rates = (turns: readonly Turn[]) => turns.map(({ perSecond }) => perSecond);
  return comparisonRow(other, {
    name,
    unit: '/s',
    should: 'high',
    ours: rates(ours),
    theirs: rates(theirs),
    bare: rates(bare),
    failures: faultsOf(ours),
  });
}

/** The services of both revisions on one kind of database, each on a database of its own. */
export async function openBoth(bench: Bench, backend: Backend, other: Revision): Promise<readonly [Subject, Subject]> {
  return [await bench.subject(backend), await bench.subject(backend, other)];
}

type ComparedTurns = readonly [bare: readonly Turn[], ours: readonly Turn[], theirs: readonly Turn[]];

type Caller = Pick<Subject, 'url' | 'key'>;

/** The same load on the bare handler, on this revision and on the other, in turns. */
export async function compareTurns(
  bench: Bench,
  [ours, theirs]: readonly [Caller, Caller],
  load: Pick<Load, 'request' | 'connections'>,
  barePath = '',
): Promise<ComparedTurns> {
  return bench.inTurns([
    (ms) => bench.loadBare({ ...load, until: { ms } }, barePath),
    (ms) => bench.load(ours, { ...load, until: { ms } }),
    (ms) => bench.load(theirs, { ...load, until: { ms } }),
  ]);
}
