import type { Case } from '../case.js';
import type { RawInserts } from '../database.js';
import { figureOf, inTurns, percentile, ratioOf } from '../figures.js';
import type { Row } from '../row.js';

/** One caller at a time: what a create costs beyond the bare handler and the insert that no durable service goes without. */
export const oneConnection: Case = {
  name: 'one-connection',
  run: async (bench) => {
    const { pairs, loadTurnMs: turnMs, warmUpMs } = bench.options;
    const rows: Row[] = [];
    const load = (ms: number) => ({ request: { create: 'random' }, connections: 1, until: { ms } }) as const;
    for (const backend of bench.backends) {
      const subject = await bench.subject(backend);
      await using raw = await backend.rawInserts();
      await bench.loadBare(load(warmUpMs));
      await bench.load(subject, load(warmUpMs));
      await insertFor(raw, warmUpMs);
      const [bare, inserts, ours] = await inTurns(pairs, [
        () => bench.loadBare(load(turnMs)),
        () => insertFor(raw, turnMs),
        () => bench.load(subject, load(turnMs)),
      ]);
      const floorMs = bare.map(({ p50Ms }, turn) => p50Ms + (inserts[turn]?.p50Ms ?? NaN));
      const p50Ms = ours.map((turn) => turn.p50Ms);
      rows.push(
        {
          name: `p50 of one connection: ${backend.name}`,
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
};

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
