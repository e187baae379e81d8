import type { Case } from '../case.js';
import { drawChart, type Series } from '../chart.js';
import { percentile } from '../figures.js';
import type { Turn } from '../turn.js';

/** How latency grows with the number of connections: a chart. */
export const loads: Case = {
  name: 'loads',
  run: async (bench) => {
    const { loads: connections, loadTurns, loadTurnMs } = bench.options;
    const subjects = [];
    for (const backend of bench.backends) subjects.push(await bench.subject(backend));
    const contenders: readonly { readonly name: string; readonly run: (count: number) => Promise<Turn> }[] = [
      { name: 'bare handler', run: (count) => bench.loadBare(create(count, loadTurnMs)) },
      ...subjects.map((subject) => ({
        name: subject.backend,
        run: (count: number) => bench.load(subject, create(count, loadTurnMs)),
      })),
    ];
    const turns = contenders.map(() => connections.map((): Turn[] => []));
    for (let turn = 0; turn < loadTurns; turn++)
      for (const [at, count] of connections.entries())
        for (const [who, { run }] of contenders.entries()) turns[who]?.[at]?.push(await run(count));
    const line = (who: number, which: 'p50Ms' | 'p99Ms') =>
      connections.map((count, at) => {
        const values = (turns[who]?.[at] ?? []).map((turn) => turn[which]);
        return [count, percentile(values, 50)] as const;
      });
    const series: Series[] = contenders.flatMap(({ name }, who) => [
      { name: `${name}, p50`, points: line(who, 'p50Ms') },
      { name: `${name}, p99`, points: line(who, 'p99Ms'), isDashed: true },
    ]);
    const chart = drawChart({
      title: 'Latency of a create against load',
      x: { label: 'connections', ticks: connections },
      y: { label: 'milliseconds', isLogarithmic: true },
      series,
    });
    return { rows: [], points: series, charts: { 'latency.svg': chart } };
  },
};

function create(connections: number, ms: number) {
  return { request: { create: 'random' }, connections, until: { ms } } as const;
}
