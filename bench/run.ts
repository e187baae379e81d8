import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Bench } from './bench.js';
import type { Case, Outcome } from './case.js';
import { creates } from './cases/creates.js';
import { duplicates } from './cases/duplicates.js';
import { lists } from './cases/lists.js';
import { latency } from './cases/latency.js';
import { memory } from './cases/memory.js';
import { oneConnection } from './cases/one-connection.js';
import { roundTrips } from './cases/round-trips.js';
import { sizes } from './cases/sizes.js';
import { startUp } from './cases/start-up.js';
import { workers } from './cases/workers.js';
import type { Options } from './options.js';
import { type Row, verdictOf } from './row.js';
import { renderComparison, renderTable } from './table.js';

const CASES: readonly Case[] = [
  creates,
  oneConnection,
  roundTrips,
  duplicates,
  lists,
  workers,
  startUp,
  memory,
  latency,
  sizes,
];
const RESULTS = fileURLToPath(new URL('results/', import.meta.url));

/** Measures, prints one table, and writes the results and the charts. `owns` is told of what is to be disposed of, whatever happens. */
export async function run(options: Options, owns: (bench: Bench) => void, interruption: AbortSignal): Promise<void> {
  const cases = chosen(options);
  const startedAt = new Date();
  const bench = await Bench.start(options, owns);
  const rows: Row[] = [];
  const points: Record<string, unknown> = {};
  // What docs/explanation/speed.md shows comes of whole runs alone.
  const against = bench.other ? `-against-${bench.other.name}` : '';
  const suffix = `${options.isQuick ? '-quick' : ''}${options.only.length > 0 ? '-some' : ''}${against}`;
  mkdirSync(RESULTS, { recursive: true });
  for (const each of cases) {
    say(`${each.name}, after ${Math.round((Date.now() - startedAt.getTime()) / 1_000)} s`);
    // One that fails takes nothing from the others.
    const outcome = await outcomeOf(each, bench).catch((error: unknown) => failed(each, error));
    interruption.throwIfAborted();
    rows.push(...outcome.rows);
    if (outcome.points !== undefined) points[each.name] = outcome.points;
    for (const [file, svg] of Object.entries(outcome.charts ?? {}))
      writeFileSync(`${RESULTS}${file}${suffix}.svg`, svg);
  }
  const date = startedAt.toISOString().slice(0, 10);
  const results = {
    date,
    seconds: Math.round((Date.now() - startedAt.getTime()) / 1_000),
    options,
    machine: machine(bench),
    rows: rows.map((row) => ({ ...row, verdict: verdictOf(row) })),
    points,
  };
  const file = `${date}${suffix}.json`;
  writeFileSync(`${RESULTS}${file}`, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\n${bench.other ? renderComparison(rows, bench.other.name) : renderTable(rows)}\n`);
  console.log(summary(bench, results.seconds, file));
}

async function outcomeOf(each: Case, bench: Bench): Promise<Outcome> {
  if (!bench.other) return each.run(bench);
  return { rows: (await each.compare?.(bench, bench.other)) ?? [] };
}

function failed({ name }: Case, error: unknown): Outcome {
  process.exitCode = 1;
  return { rows: [{ name, unit: '', ours: NaN, failures: 1, note: String(error) }] };
}

function chosen({ only, against }: Options): readonly Case[] {
  const names = CASES.filter((each) => against === undefined || 'compare' in each).map(({ name }) => name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`no case ${unknown.join(', ')}; there are ${names.join(', ')}`);
  return only.length === 0 ? CASES : CASES.filter(({ name }) => only.includes(name));
}

function machine({ backends, leftOut }: Bench) {
  return {
    node: process.version,
    cores: cpus().length,
    processor: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    databases: backends.map(({ name, version, settings }) => ({ name, version, settings })),
    leftOut,
  };
}

function summary(bench: Bench, seconds: number, file: string): string {
  const { isQuick, pairs, turnMs } = bench.options;
  const servers = bench.backends.map(({ name, version }) => `${name} ${version}`).join(', ');
  const turns = bench.other
    ? `${pairs} turns of ${turnMs / 1_000} s (least–most): bare, this, ${bench.other.name}, then in reverse, and so on`
    : `${pairs} pairs of ${turnMs / 1_000} s (least–most), the reference and ours taking turns to be first`;
  return [
    `${isQuick ? 'QUICK: each' : 'Each'} figure is the median of ${turns}.`,
    `Node.js ${process.version}, ${cpus().length} cores; ${servers}; ${seconds} s; bench/results/${file}`,
    ...bench.leftOut.map((reason) => `left out: ${reason}`),
  ].join('\n');
}

function say(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}
