import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { drawChart, type Series } from '../chart.js';
import { figureOf, inTurns, ratioOf } from '../figures.js';
import type { Row } from '../row.js';

const MOST: Row['target'] = { atMost: 1.25 };
/** Low, so that it is the database that is measured and no queue. */
const CONNECTIONS = 1;

/** What a create and a list cost beside how many aliases there are: the smallest table against each greater one, in turns. */
export const sizes: Case = {
  name: 'sizes',
  run: async (bench) => {
    const rows: Row[] = [];
    const series: Series[] = [];
    for (const backend of bench.backends) {
      const [least, ...greater] = bench.options.sizes;
      const small = await bench.openSubject(backend, (database) => database.fill(least));
      const points = { create: [] as [number, number][], list: [] as [number, number][] };
      for (const size of greater) {
        const great = await bench.openSubject(backend, (database) => database.fill(size));
        for (const what of ['create', 'list'] as const) {
          const [few, many] = await compare(bench, small, great, what);
          const isLast = size === greater.at(-1);
          if (points[what].length === 0) points[what].push([least, figureOf(few).median]);
          points[what].push([size, figureOf(many).median]);
          if (isLast)
            rows.push({
              name: `${what}, ${size.toLocaleString('en')} aliases: ${backend.name}`,
              unit: 'ms',
              ours: figureOf(many),
              reference: { name: `with ${least.toLocaleString('en')}`, figure: figureOf(few) },
              ratio: ratioOf(many, few),
              target: MOST,
            });
        }
        await bench.close(great);
      }
      await bench.close(small);
      series.push({ name: `${backend.name}, create`, points: points.create });
      series.push({ name: `${backend.name}, list`, points: points.list, isDashed: true });
    }
    const chart = drawChart({
      title: 'Latency of a create and of a list of 50 against the number of aliases',
      x: { label: 'aliases', ticks: bench.options.sizes },
      y: { label: 'milliseconds (p50)', isLogarithmic: false },
      series,
    });
    return { rows, points: series, charts: { 'size.svg': chart } };
  },
};

async function compare(bench: Bench, small: Subject, great: Subject, what: 'create' | 'list') {
  const { pairs, turnMs, warmUpMs } = bench.options;
  const request = what === 'list' ? what : ({ create: 'random' } as const);
  const run = async (subject: Subject, ms: number) =>
    (await bench.load(subject, { request, connections: CONNECTIONS, until: { ms } })).p50Ms;
  for (const subject of [small, great]) await run(subject, warmUpMs);
  return inTurns(pairs, [() => run(small, turnMs), () => run(great, turnMs)]);
}
