import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { drawChart, type Point, type Series } from '../chart.js';
import type { Backend, BackendName } from '../database.js';
import { FILLED_OWNER } from '../fill.js';
import { figureOf, inTurns, ratioOf } from '../figures.js';
import type { Row } from '../row.js';
import { createKey, serve, setUp } from '../service.js';

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
    for (const backend of bench.backends) measured.set(backend.name, await measureAll(bench, backend));
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

async function measureAll(bench: Bench, backend: Backend): Promise<Measured[]> {
  const [least, ...larger] = bench.options.sizes;
  // What is not measured may run at once.
  const [small, database] = await Promise.all([
    bench.openSubject(backend, (empty) => empty.fill(least)),
    backend.createDatabase().then((empty) => bench.own(empty)),
  ]);
  const key = await setUp(database);
  const [smallKey, ownerKey] = await Promise.all(
    [small.database, database].map((each) => createKey(each, FILLED_OWNER)),
  );
  const smallOwner = { url: small.url, key: smallKey ?? '' };
  const measured: Measured[] = [];
  for (const size of larger) {
    await database.fill(size);
    await using service = await serve(database);
    const { url } = service;
    await bench.warmUp({ url, key });
    measured.push(await measure(bench, 'create', size, small, { url, key }));
    measured.push(await measure(bench, 'list', size, smallOwner, { url, key: ownerKey ?? '' }));
  }
  return measured;
}

type Caller = Pick<Subject, 'url' | 'key'>;

async function measure(bench: Bench, kind: Kind, size: number, small: Caller, big: Caller): Promise<Measured> {
  const { pairs, loadTurnMs, warmUpMs } = bench.options;
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
