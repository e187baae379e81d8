import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { figureOf, inTurns, ratioOf } from '../figures.js';
import type { Row } from '../row.js';
import { serve } from '../service.js';
import { answersOf } from '../turn.js';

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
  const { pairs, turnMs } = bench.options;
  const name = `creates of two workers: ${one.backend}`;
  const service = await serve(one.database, TWO).catch((error: unknown) => String(error));
  if (typeof service === 'string') {
    if (!service.includes('there is no such setting')) throw new Error(service);
    return { name, unit: '/s', ours: NaN, note: 'left out: this service has no POSTERN_WORKERS' };
  }
  await using two = service;
  const load = { request: { create: 'random' }, connections: CONNECTIONS, until: { ms: turnMs } } as const;
  await bench.warmUp({ url: two.url, key: one.key });
  const [ofOne, ofTwo] = await inTurns(pairs, [
    () => bench.load(one, load),
    () => bench.load({ url: two.url, key: one.key }, load),
  ]);
  const [reference, ours] = [ofOne, ofTwo].map((turns) => turns.map(({ perSecond }) => perSecond));
  return {
    name,
    unit: '/s',
    ours: figureOf(ours ?? []),
    reference: { name: 'one worker', figure: figureOf(reference ?? []) },
    ratio: ratioOf(ours ?? [], reference ?? []),
    target: { atLeast: 1 },
    failures: ofTwo.reduce((sum, turn) => sum + answersOf(turn, 5) + turn.errors, 0),
  };
}
