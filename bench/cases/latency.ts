import type { Case } from '../case.js';
import { drawChart, type Line, type Series } from '../chart.js';
import { figureOf } from '../figures.js';
import type { Turn } from '../turn.js';

/** How late answers are under more and more load: for the chart in docs/explanation/speed.md, and held against nothing. */
export const latency: Case = {
  name: 'latency',
  run: async (bench) => {
    const { loads, loadTurns, loadTurnMs } = bench.options;
    const subjects = await bench.allSubjects();
    const names: Line[] = ['bare handler', ...subjects.map(({ backend }) => backend)];
    const turns = names.map((): Turn[][] => []);
    for (const [index, connections] of loads.entries()) {
      const load = { request: { create: 'random' }, connections, until: { ms: loadTurnMs } } as const;
      for (let turn = 0; turn < loadTurns; turn++) {
        const run = [() => bench.loadBare(load), ...subjects.map((subject) => () => bench.load(subject, load))];
        for (const [who, each] of run.entries()) ((turns[who] ??= [])[index] ??= []).push(await each());
      }
    }
    const series = (which: 'p50Ms' | 'p99Ms'): Series[] =>
      names.map((name, who) => ({
        name,
        points: loads.map((x, index) => {
          const figure = figureOf((turns[who]?.[index] ?? []).map((turn) => turn[which]));
          return { x, y: figure.median, least: figure.least, most: figure.most };
        }),
      }));
    const panels = [
      { title: 'p50 of a create', series: series('p50Ms') },
      { title: 'p99 of a create', series: series('p99Ms') },
    ];
    const svg = drawChart({
      title: 'Latency against load',
      xLabel: 'connections at once',
      yLabel: 'milliseconds',
      xScale: 'log',
      yScale: 'log',
      panels,
    });
    return { rows: [], charts: { latency: svg }, points: panels };
  },
};
