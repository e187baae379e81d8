import type { Case } from '../case.js';
import { figureOf, inTurns, ratioOf } from '../figures.js';
import type { Row } from '../row.js';
import { serve } from '../service.js';
import { answersOf } from '../turn.js';

const CONNECTIONS = 64;
const WORKERS = 2;
const NO_LESS: Row['target'] = { atLeast: 1 };

/** Two workers against one, on one database. */
export const workers: Case = {
  name: 'workers',
  run: async (bench) => {
    const { pairs, turnMs, warmUpMs } = bench.options;
    const rows: Row[] = [];
    for (const backend of bench.backends) {
      const one = await bench.openSubject(backend);
      const { url } = bench.own(await serve(one.database, { POSTERN_WORKERS: String(WORKERS) }));
      const load = (ms: number) =>
        ({ request: { create: 'random' }, connections: CONNECTIONS, until: { ms } }) as const;
      for (const target of [one, { url, key: one.key }]) await bench.load(target, load(warmUpMs));
      const [alone, together] = await inTurns(pairs, [
        () => bench.load(one, load(turnMs)),
        () => bench.load({ url, key: one.key }, load(turnMs)),
      ]);
      const [rate, rateAlone] = [together, alone].map((turns) => turns.map(({ perSecond }) => perSecond));
      rows.push({
        name: `creates: ${backend.name}, ${WORKERS} workers`,
        unit: '/s',
        ours: figureOf(rate ?? []),
        reference: { name: 'one', figure: figureOf(rateAlone ?? []) },
        ratio: ratioOf(rate ?? [], rateAlone ?? []),
        target: NO_LESS,
        failures: together.reduce((sum, turn) => sum + answersOf(turn, 5) + turn.errors, 0),
      });
      await bench.close(one);
    }
    return { rows };
  },
};
