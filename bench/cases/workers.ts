import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { against, inTurns } from '../figures.js';
import type { Row } from '../row.js';
import { serve } from '../service.js';
import { faultsOf } from '../turn.js';

const CONNECTIONS = 64;
const TWO = { POSTERN_WORKERS: '2' };

/** Two workers against one, on the same database. */
export const workers: Case = {
  name: 'workers',
  run: async (bench) => {
    const rows: Row[] = [];
    for (const subject of await bench.allSubjects()) rows.push(await compare(bench, subject));
    return { rows };
  },
};

async function compare(bench: Bench, one: Subject): Promise<Row> {
  const { pairs, turnMs, warmUpMs } = bench.options;
  await using service = await serve(one.database, TWO);
  const two = { url: service.url, key: one.key };
  const load = (ms: number) => ({ request: { create: 'random' }, connections: CONNECTIONS, until: { ms } }) as const;
  await bench.warmUp(two);
  await bench.load(one, load(warmUpMs));
  // Each of them has its own code to warm up.
  await bench.load(two, load(2 * warmUpMs));
  const [ofOne, ofTwo] = await inTurns(pairs, [
    () => bench.load(one, load(turnMs)),
    () => bench.load(two, load(turnMs)),
  ]);
  return {
    name: `creates of two workers: ${one.backend}`,
    unit: '/s',
    ...against('one worker', 'perSecond', ofTwo, ofOne),
    target: { atLeast: 1 },
    failures: faultsOf(ofTwo),
  };
}
