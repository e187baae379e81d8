import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { drawChart, type Point, type Series } from '../chart.js';
import type { Backend, BackendName, Database } from '../database.js';
import { fill, FILLED_OWNER } from '../fill.js';
import { figureOf, inTurns, ratioOf } from '../figures.js';
import type { Row } from '../row.js';

const KINDS = ['create', 'list'] as const;
type Kind = (typeof KINDS)[number];

interface Measured {
  readonly kind: Kind;
  readonly size: number;
  readonly smallMs: readonly number[];
  readonly bigMs: readonly number[];
}

/** Nothing may cost more because there are many aliases: one caller at a time, on a small table and on large ones. */
export const sizes: Case = {
  name: 'sizes',
  run: async (bench) => {
    const measured = new Map<BackendName, Measured[]>();
    // What is not measured may run at once.
    const prepared = await Promise.all(bench.backends.map((backend) => prepare(bench, backend)));
    for (const each of prepared) measured.set(each.small.backend, await measureAll(bench, each));
    const panels = KINDS.map((kind) => ({
      title: `p50 of a ${kind}, one caller`,
      series: [...measured].map(([name, all]): Series => ({
        name,
        points: pointsOf(
          all.filter((each) => each.kind === kind),
          bench.options.sizes[0],
        ),
      })),
    }));
    const svg = drawChart({
      title: 'Cost against the number of aliases',
      xLabel: 'aliases in the table',
      yLabel: 'milliseconds',
      xScale: 'log',
      yScale: 'linear',
      panels,
    });
    const largest = bench.options.sizes.at(-1);
    const rows = [...measured].flatMap(([name, all]) =>
      all.filter(({ size }) => size === largest).map((each) => rowOf(name, each, bench.options.sizes[0])),
    );
    return { rows, charts: { size: svg }, points: panels };
  },
};

/** A table of the least size with its service, and one that grows. */
interface Prepared {
  readonly small: Subject;
  readonly smallOwner: Caller;
  readonly database: Database;
  readonly key: string;
  readonly ownerKey: string;
}

async function prepare(bench: Bench, backend: Backend): Promise<Prepared> {
  const [least, next = least] = bench.options.sizes;
  const small = await bench.openSubject(backend, { prepare: (empty) => fill(empty, least) });
  const database = bench.own(await backend.createDatabase());
  const { revision } = bench;
  const key = await revision.setUp(database);
  const smallOwner = { url: small.url, key: await revision.createKey(small.database, FILLED_OWNER) };
  const ownerKey = await revision.createKey(database, FILLED_OWNER);
  await fill(database, next);
  return { small, smallOwner, database, key, ownerKey };
}

async function measureAll(bench: Bench, { small, smallOwner, database, key, ownerKey }: Prepared): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const [index, size] of bench.options.sizes.slice(1).entries()) {
    // It was made as large as the first of them.
    if (index > 0) await fill(database, size);
    await using service = await bench.revision.serve(database);
    const { url } = service;
    await bench.warmUp({ url, key });
    measured.push(await measure(bench, 'create', size, small, { url, key }));
    measured.push(await measure(bench, 'list', size, smallOwner, { url, key: ownerKey }));
  }
  return measured;
}

type Caller = Pick<Subject, 'url' | 'key'>;

async function measure(bench: Bench, kind: Kind, size: number, small: Caller, big: Caller): Promise<Measured> {
  const { loadTurns, loadTurnMs, warmUpMs, sizes: all } = bench.options;
  // The last is what the table shows; the others are points of the chart.
  const pairs = size === all.at(-1) ? bench.options.pairs : loadTurns;
  const request = kind === 'list' ? kind : ({ create: 'random' } as const);
  const load = { request, connections: 1, until: { ms: loadTurnMs } };
  for (const caller of [small, big]) await bench.load(caller, { ...load, until: { ms: warmUpMs } });
  const turns = await inTurns(pairs, [() => bench.load(small, load), () => bench.load(big, load)]);
  const [smallMs, bigMs] = turns.map((each) => each.map(({ p50Ms }) => p50Ms));
  return { kind, size, smallMs: smallMs ?? [], bigMs: bigMs ?? [] };
}

function pointsOf(measured: readonly Measured[], least: number): Point[] {
  const point = (x: number, values: readonly number[]): Point => {
    const { median: y, ...spread } = figureOf(values);
    return { x, y, ...spread };
  };
  return [
    point(
      least,
      measured.flatMap(({ smallMs }) => smallMs),
    ),
    ...measured.map(({ size, bigMs }) => point(size, bigMs)),
  ];
}

function rowOf(name: BackendName, { kind, size, smallMs, bigMs }: Measured, least: number): Row {
  return {
    name: `p50 of a ${kind} among ${size.toLocaleString('en')} aliases: ${name}`,
    unit: 'ms',
    ours: figureOf(bigMs),
    reference: { name: `among ${least.toLocaleString('en')}`, figure: figureOf(smallMs) },
    ratio: ratioOf(bigMs, smallMs),
    target: { atMost: 1.25 },
  };
}
