import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { compareTurns, openBoth, rateRows } from '../comparison.js';
import type { BackendName } from '../database.js';
import { against } from '../figures.js';
import type { Row } from '../row.js';
import { faultsOf } from '../turn.js';

const CONNECTIONS = 64;
const LOAD = { request: { create: 'random' }, connections: CONNECTIONS } as const;
const TWO = { POSTERN_WORKERS: '2' };

/** Two workers against one, on the same database. */
export const workers: Case = {
  name: 'workers',
  run: async (bench) => {
    const rows: Row[] = [];
    for (const subject of await bench.allSubjects()) rows.push(await compare(bench, subject));
    return { rows };
  },
  compare: async (bench, other) => {
    const rows: Row[] = [];
    for (const backend of bench.backends) {
      const [ours, theirs] = await openBoth(bench, backend, other);
      await using ofOurs = await ours.revision.serve(ours.database, TWO);
      await using ofTheirs = await theirs.revision.serve(theirs.database, TWO);
      const both = [
        { url: ofOurs.url, pid: ofOurs.pid, key: ours.key },
        { url: ofTheirs.url, pid: ofTheirs.pid, key: theirs.key },
      ] as const;
      for (const two of both) await bench.warmUp(two);
      const turns = await compareTurns(bench, both, LOAD);
      rows.push(...rateRows(other, nameOf(backend.name), turns));
    }
    return rows;
  },
};

async function compare(bench: Bench, one: Subject): Promise<Row> {
  await using service = await one.revision.serve(one.database, TWO);
  const two = { url: service.url, key: one.key };
  await bench.warmUp(two);
  // Each of them has its own code to warm up.
  await bench.load(two, { ...LOAD, until: { ms: bench.options.warmUpMs } });
  const [ofOne, ofTwo] = await bench.inTurns([
    (ms) => bench.load(one, { ...LOAD, until: { ms } }),
    (ms) => bench.load(two, { ...LOAD, until: { ms } }),
  ]);
  return {
    name: nameOf(one.backend),
    unit: '/s',
    ...against('one worker', 'perSecond', ofTwo, ofOne),
    target: { atLeast: 1 },
    failures: faultsOf(ofTwo),
  };
}

function nameOf(backend: BackendName): string {
  return `creates of two workers: ${backend}`;
}
