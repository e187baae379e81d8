import { describe, expect, test } from '@jest/globals';
import { drawChart } from '../../../../bench/chart.js';
import { figureOf, inTurns, percentile, ratioOf } from '../../../../bench/figures.js';
import { handleAt, TAKEN } from '../../../../bench/handles.js';
import { verdictOf } from '../../../../bench/row.js';

describe('figures', () => {
  test.each([
    [50, 3],
    [99, 5],
    [0, 1],
    [100, 5],
  ])('the percentile %p of 1 to 5, in any order, is %p', (percent, value) => {
    expect(percentile([5, 1, 4, 2, 3], percent)).toBe(value);
  });

  test('a ratio is of turn by turn', () => {
    expect(ratioOf([2, 9, 20], [1, 3, 5])).toEqual({ median: 3, least: 2, most: 4 });
    expect(figureOf([7])).toEqual({ median: 7, least: 7, most: 7 });
  });

  test('contenders take turns', async () => {
    const order: string[] = [];
    const run = (name: string) => () => Promise.resolve(order.push(name));
    expect(await inTurns(2, [run('bare'), run('ours')])).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(order).toEqual(['bare', 'ours', 'bare', 'ours']);
  });
});

test('handles are of one length and no two alike, but for those that are taken', () => {
  const first = (order: 'random' | 'rising' | 'taken') => Array.from({ length: 5_000 }, (_, n) => handleAt(order, n));
  const all = [...first('random'), ...first('rising'), ...first('taken')];
  expect(new Set(all).size).toBe(10_000 + TAKEN);
  expect(new Set(all.map(({ length }) => length)).size).toBe(1);
  expect(first('rising')).toEqual(first('rising').sort());
  expect(first('random')).not.toEqual(first('random').sort());
});

test.each([
  [{ target: { atLeast: 0.8 } }, 'met'],
  [{ target: { atLeast: 0.9 } }, 'missed'],
  [{ target: { atMost: 0.8 } }, 'met'],
  [{ target: { atMost: 0.7 } }, 'missed'],
  [{ target: { atLeast: 0.8 }, failures: 1 }, 'missed'],
  [{}, ''],
])('a ratio of 0.8 with %j is %j', (row, verdict) => {
  const ratio = { median: 0.8, least: 0.1, most: 2 };
  expect(verdictOf({ name: 'creates', unit: '/s', ours: 400, ratio, ...row })).toBe(verdict);
});

test('a chart has every series in every panel, on one pair of axes', () => {
  const points = [1, 2, 4].map((x) => ({ x, y: x * 3, least: x, most: x * 9 }));
  const svg = drawChart({
    title: 'a < b',
    xLabel: 'across',
    yLabel: 'up',
    xScale: 'log',
    yScale: 'linear',
    panels: ['first', 'second'].map((title) => ({ title, series: [{ name: 'SQLite', points }] })),
  });
  expect(svg.match(/class="spread"/g)).toHaveLength(2);
  expect(svg).toContain('a &lt; b');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});
