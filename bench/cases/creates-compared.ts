import { ANY_KEY, type Bench } from '../bench.js';
import { compareTurns, comparisonRow, openBoth, rateRows, timed, type TimedTurn } from '../comparison.js';
import type { Backend } from '../database.js';
import type { HandleOrder } from '../handles.js';
import type { Revision } from '../revision.js';
import type { Row } from '../row.js';
import { type Costed, costsOf } from './create-costs.js';

const COSTS = [
  ['commits a create', '', 'commits'],
  ['statements a create', '', 'statements'],
  ['CPU a create, service and database', 'ms', 'cpuMs'],
] as const;

/** Creates of this revision against those of another: all before a store, and on each database. */
export async function compareCreates(bench: Bench, other: Revision, connections: number): Promise<readonly Row[]> {
  const rows = [...(await compareNothingStored(bench, other, connections))];
  for (const backend of bench.backends) {
    rows.push(...(await compareOn(bench, other, backend, 'random', connections)));
    if (backend.name === 'SQLite') continue;
    rows.push(...(await compareOn(bench, other, backend, 'rising', connections)));
  }
  return rows;
}

async function compareNothingStored(bench: Bench, other: Revision, connections: number): Promise<readonly Row[]> {
  await using ours = await bench.nothingStored();
  await using theirs = await bench.nothingStored(other);
  const both = [
    { url: ours.url, pid: ours.pid, key: ANY_KEY },
    { url: theirs.url, pid: theirs.pid, key: ANY_KEY },
  ] as const;
  for (const caller of both) await bench.warmUp(caller);
  const turns = await compareTurns(bench, both, { request: { create: 'random' }, connections });
  const name = `creates: all checks, nothing stored, ${connections} connections`;
  return rateRows(other, name, turns);
}

async function compareOn(
  bench: Bench,
  other: Revision,
  backend: Backend,
  order: HandleOrder,
  connections: number,
): Promise<readonly Row[]> {
  const [one, two] = await openBoth(bench, backend, other);
  const handler = await bench.bare();
  const load = (ms: number) => ({ request: { create: order }, connections, until: { ms } });
  const [bare, ours, theirs] = await bench.inTurns([
    (ms) => timed(handler.pid, () => bench.loadBare(load(ms))),
    (ms) => costsOf(one, () => timed(one.pid, () => bench.load(one, load(ms)))),
    (ms) => costsOf(two, () => timed(two.pid, () => bench.load(two, load(ms)))),
  ]);
  const turnsOf = (costed: readonly Costed<TimedTurn>[]) => costed.map(({ turn }) => turn);
  const p99Of = (costed: readonly Costed[]) => costed.map(({ turn }) => turn.p99Ms);
  const name = `${backend.name}, ${order} handles, ${connections} connections`;
  const rows = [
    ...rateRows(other, `creates: ${name}`, [bare, turnsOf(ours), turnsOf(theirs)]),
    comparisonRow(other, {
      name: `p99: ${name}`,
      unit: 'ms',
      should: 'low',
      ours: p99Of(ours),
      theirs: p99Of(theirs),
    }),
  ];
  return order === 'random' ? [...rows, ...compareCosts(other, backend, ours, theirs)] : rows;
}

function compareCosts(
  other: Revision,
  { name }: Backend,
  ours: readonly Costed[],
  theirs: readonly Costed[],
): readonly Row[] {
  return COSTS.flatMap(([figure, unit, which]) => {
    const values = (costed: readonly Costed[]) => costed.flatMap((each) => each[which] ?? []);
    const both = { ours: values(ours), theirs: values(theirs) };
    if (both.ours.length === 0) return [];
    return comparisonRow(other, { name: `${figure}: ${name}`, unit, should: 'low', ...both });
  });
}
