import type { Bench, Subject } from './bench.js';
import type { Backend } from './database.js';
import { figureOf, ratioOf } from './figures.js';
import { cpuMs } from './processes.js';
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

/**
 * Answers a second, and the CPU time of each, on which the noise of other programs tells less. A fault of this
 * revision's misses the target.
 */
export function rateRows(
  other: Pick<Revision, 'name'>,
  name: string,
  [bare, ours, theirs]: ComparedTurns,
): readonly [rate: Row, cpu: Row] {
  const all = (which: 'perSecond' | 'cpuUs') => ({
    ours: ours.map((turn) => turn[which]),
    theirs: theirs.map((turn) => turn[which]),
    bare: bare.map((turn) => turn[which]),
  });
  const failures = faultsOf(ours);
  const rate = { name, unit: '/s', should: 'high', ...all('perSecond'), failures } as const;
  const cpu = { name: `CPU of ${name}`, unit: 'µs', should: 'low', ...all('cpuUs') } as const;
  return [comparisonRow(other, rate), comparisonRow(other, cpu)];
}

/** The services of both revisions on one kind of database, each on a database of its own. */
export async function openBoth(bench: Bench, backend: Backend, other: Revision): Promise<readonly [Subject, Subject]> {
  return [await bench.subject(backend), await bench.subject(backend, other)];
}

/** A turn, and the CPU time of the process that answered, an answer. */
export interface TimedTurn extends Turn {
  readonly cpuUs: number;
}

type ComparedTurns = readonly [bare: readonly TimedTurn[], ours: readonly TimedTurn[], theirs: readonly TimedTurn[]];

export type Caller = Pick<Subject, 'url' | 'key' | 'pid'>;

/** Measures also the CPU time of this process and its children. */
export async function timed(pid: number, run: () => Promise<Turn>): Promise<TimedTurn> {
  const beforeMs = cpuMs([pid]);
  const turn = await run();
  return { ...turn, cpuUs: ((cpuMs([pid]) - beforeMs) * 1_000) / turn.answers };
}

/** The same load on the bare handler, on this revision and on the other, in turns. */
export async function compareTurns(
  bench: Bench,
  [ours, theirs]: readonly [Caller, Caller],
  load: Pick<Load, 'request' | 'connections'>,
  barePath = '',
): Promise<ComparedTurns> {
  const bare = await bench.bare();
  return bench.inTurns([
    (ms) => timed(bare.pid, () => bench.loadBare({ ...load, until: { ms } }, barePath)),
    (ms) => timed(ours.pid, () => bench.load(ours, { ...load, until: { ms } })),
    (ms) => timed(theirs.pid, () => bench.load(theirs, { ...load, until: { ms } })),
  ]);
}
