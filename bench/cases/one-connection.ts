import type { Case } from '../case.js';
import type { RawInserts } from '../database.js';
import { compareTurns, comparisonRow, openBoth } from '../comparison.js';
import type { BackendName } from '../database.js';
import { figureOf, percentile, ratioOf } from '../figures.js';
import type { Row } from '../row.js';
import { faultsOf, type Turn } from '../turn.js';

const LOAD = { request: { create: 'random' }, connections: 1 } as const;

/** One caller at a time: what a create costs beyond the bare handler and the insert that no durable service goes without. */
export const oneConnection: Case = {
  name: 'one-connection',
  run: async (bench) => {
    const rows: Row[] = [];
    for (const backend of bench.backends) {
      const subject = await bench.subject(backend);
      await using raw = await backend.rawInserts();
      const loads = [
        (ms: number) => bench.loadBare({ ...LOAD, until: { ms } }),
        (ms: number) => insertFor(raw, ms),
        (ms: number) => bench.load(subject, { ...LOAD, until: { ms } }),
      ] as const;
      const [bare, inserts, ours] = await bench.inTurns(loads, bench.options.loadTurnMs);
      const floorMs = bare.map(({ p50Ms }, turn) => p50Ms + (inserts[turn]?.p50Ms ?? NaN));
      const p50Ms = mediansOf(ours);
      rows.push(
        {
          name: nameOf(backend.name),
          unit: 'ms',
          ours: figureOf(p50Ms),
          reference: { name: 'bare + raw insert', figure: figureOf(floorMs) },
          ratio: ratioOf(p50Ms, floorMs),
          ...(backend.name === 'SQLite' && { target: { atMost: 1.4 } }),
        },
        {
          name: `raw durable inserts: ${raw.driver}, one by one`,
          unit: '/s',
          ours: figureOf(inserts.map(({ perSecond }) => perSecond)),
        },
      );
    }
    return { rows };
  },
  compare: async (bench, other) => {
    const rows: Row[] = [];
    for (const backend of bench.backends) {
      const both = await openBoth(bench, backend, other);
      const [bare, ours, theirs] = await compareTurns(bench, both, LOAD);
      const p50Ms = { ours: mediansOf(ours), theirs: mediansOf(theirs), bare: mediansOf(bare) };
      const name = nameOf(backend.name);
      const failures = faultsOf(ours);
      rows.push(comparisonRow(other, { name, unit: 'ms', should: 'low', ...p50Ms, failures }));
    }
    return rows;
  },
};

function nameOf(backend: BackendName): string {
  return `p50 of one connection: ${backend}`;
}

function mediansOf(turns: readonly Turn[]): readonly number[] {
  return turns.map(({ p50Ms }) => p50Ms);
}

let inserted = 0;

async function insertFor(raw: RawInserts, ms: number): Promise<{ readonly perSecond: number; readonly p50Ms: number }> {
  const tookMs: number[] = [];
  const startedAt = performance.now();
  let now = startedAt;
  while (now < startedAt + ms) {
    await raw.insert(`x${inserted++}@example.org`);
    const then = now;
    now = performance.now();
    tookMs.push(now - then);
  }
  return { perSecond: (tookMs.length * 1_000) / (now - startedAt), p50Ms: percentile(tookMs, 50) };
}
