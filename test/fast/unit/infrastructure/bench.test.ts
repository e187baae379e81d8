import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { drawChart } from '../../../../bench/chart.js';
import { comparisonRow, rateRows } from '../../../../bench/comparison.js';
import type { Database } from '../../../../bench/database.js';
import { figureOf, inTurns, percentile, ratioOf } from '../../../../bench/figures.js';
import { handleAt, TAKEN } from '../../../../bench/handles.js';
import { readOptions } from '../../../../bench/options.js';
import { Revision } from '../../../../bench/revision.js';
import { verdictOf } from '../../../../bench/row.js';
import { renderComparison } from '../../../../bench/table.js';
import { TemporaryFolder } from '../../../support/temporary-folder.js';

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

  test('contenders take turns, and turns to be first', async () => {
    const order: string[] = [];
    const run = (name: string) => () => Promise.resolve(order.push(name));
    expect(await inTurns(3, [run('bare'), run('this'), run('other')])).toEqual([
      [1, 6, 7],
      [2, 5, 8],
      [3, 4, 9],
    ]);
    expect(order.join(' ')).toBe('bare this other other this bare bare this other');
  });
});

describe('a comparison with another revision', () => {
  const other = { name: '17d8fa9' };

  test.each([
    ['high', [95, 95, 95], 'met'],
    ['high', [94, 94, 200], 'missed'],
    ['low', [105, 50, 105], 'met'],
    ['low', [106, 106, 50], 'missed'],
  ] as const)('a figure that should be %s, of %j against 100, is %s', (should, ours, verdict) => {
    const theirs = [100, 100, 100];
    const compared = { name: 'creates', unit: '/s', should, ours, theirs };
    expect(verdictOf(comparisonRow(other, compared))).toBe(verdict);
    expect(verdictOf(comparisonRow(other, { ...compared, failures: 1 }))).toBe('missed');
  });

  test('more answers a second are better, and more CPU time of each is worse', () => {
    const turn = (perSecond: number, cpuUs: number, errors = 0) => {
      return { perSecond, cpuUs, errors, p50Ms: 1, p99Ms: 2, answers: 9, statuses: { 200: 9 } };
    };
    const [bare, ours, theirs] = [[turn(900, 20)], [turn(600, 50)], [turn(450, 40)]];
    const [rate, cpu] = rateRows(other, 'creates', [bare, ours, theirs]);
    expect([rate, cpu].map(verdictOf)).toEqual(['met', 'missed']);
    expect([rate, cpu].map(({ ratio }) => ratio?.median)).toEqual([600 / 450, 50 / 40]);
    expect([rate, cpu].map(({ ofBare }) => ofBare?.ours.median)).toEqual([600 / 900, 50 / 20]);
    const [broken] = rateRows(other, 'creates', [bare, [turn(600, 50, 1)], theirs]);
    expect(verdictOf(broken)).toBe('missed');
  });

  test('its table has the ratio of each figure with its spread, and that to the bare handler', () => {
    const [ours, theirs, bare] = [
      [300, 330],
      [400, 300],
      [600, 600],
    ] as const;
    const common = { unit: '/s', should: 'high', ours, theirs } as const;
    const rows = [
      comparisonRow(other, { name: 'creates', ...common, bare }),
      comparisonRow(other, { name: 'lists', ...common }),
    ];
    const lines = renderComparison(rows, other.name).split('\n');
    const cells = lines.map((line) => line.split(/ {2,}/));
    expect(cells[0]?.slice(1)).toEqual([
      ...['this', '17d8fa9', 'this / 17d8fa9', 'target', 'this / bare', '17d8fa9 / bare'],
    ]);
    const figures = ['300 (300–330) /s', '300 (300–400) /s', '0.75 (0.75–1.1)', '≥ 0.95', 'missed'];
    expect(cells[2]).toEqual(['creates', ...figures, '0.5 (0.5–0.55)', '0.5 (0.5–0.667)']);
    expect(cells[3]).toEqual(['lists', ...figures]);
  });

  test('is of the main cases unless others are named, each order of turns as often as its reverse', () => {
    for (const quick of [[], ['--quick']]) {
      const options = readOptions([...quick, '--against', 'HEAD~1']);
      expect(options.only).toEqual(['creates', 'duplicates', 'lists']);
      expect(options.pairs % 2).toBe(0);
      expect(options.against).toBe('HEAD~1');
    }
    expect(readOptions(['--against', 'HEAD', '--only', 'memory']).only).toEqual(['memory']);
    expect(readOptions([])).toMatchObject({ against: undefined, only: [] });
  });

  test('another revision is given the settings that its program knows, and is run with its own flags', () => {
    using source = new TemporaryFolder();
    const folder = source.file('dist/bin');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'main.js'), '#!/usr/bin/env -S node --max-old-space-size=99\n');
    writeFileSync(join(folder, 'chunk-A.js'), 'e({POSTERN_PORT:1,POSTERN_DATABASE_URL:2})');
    const revision = Revision.other(other.name, source.path);
    const database = { url: 'sqlite::memory:' } as Database;
    expect(revision.environment(database, { POSTERN_PORT: '1', POSTERN_DATABASE: 'x' })).toEqual({
      POSTERN_PORT: '1',
      POSTERN_DATABASE_URL: 'sqlite::memory:',
    });
    const main = join(folder, 'main.js');
    expect(revision.serveArguments).toEqual(['--max-old-space-size=99', main, 'serve']);
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
