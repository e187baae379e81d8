import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { compareTurns, openBoth, rateRows } from '../comparison.js';
import type { BackendName } from '../database.js';
import { against } from '../figures.js';
import { TAKEN } from '../handles.js';
import type { Row } from '../row.js';
import { faultsOf } from '../turn.js';

const CONNECTIONS = 64;
const LOAD = { request: { create: 'taken' }, connections: CONNECTIONS } as const;
const BARE_PATH = '/taken';
/** A server's own housekeeping may write once in a while. */
const COMMITS = 0.001;

/** Creates of addresses that are taken: each is a 409, and should cost no commit. */
export const duplicates: Case = {
  name: 'duplicates',
  run: async (bench) => {
    const rows: Row[] = [];
    for (const subject of await bench.allSubjects()) {
      await takeAll(bench, subject);
      const before = await subject.database.counters();
      const [bare, ours] = await bench.inTurns([
        (ms) => bench.loadBare({ ...LOAD, until: { ms } }, BARE_PATH),
        (ms) => bench.load(subject, { ...LOAD, until: { ms } }),
      ]);
      const after = await subject.database.counters();
      const answers = ours.reduce((sum, turn) => sum + turn.answers, 0);
      const refused = ours.reduce((sum, turn) => sum + (turn.statuses['409'] ?? 0), 0);
      rows.push(
        {
          name: nameOf(subject.backend),
          unit: '/s',
          ...against('bare', 'perSecond', ours, bare),
          target: { atLeast: 0.75 },
          failures: faultsOf(ours),
          ...(refused < answers && { note: `${answers - refused} answers were not 409` }),
        },
        {
          name: `commits a refused duplicate: ${subject.backend}`,
          unit: '',
          ours: (after.commits - before.commits) / answers,
          target: { atMost: COMMITS },
          note: `${after.commits - before.commits} commits in ${answers} refusals`,
        },
      );
    }
    return { rows };
  },
  compare: async (bench, other) => {
    const rows: Row[] = [];
    for (const backend of bench.backends) {
      const both = await openBoth(bench, backend, other);
      for (const subject of both) await takeAll(bench, subject);
      const turns = await compareTurns(bench, both, LOAD, BARE_PATH);
      rows.push(...rateRows(other, nameOf(backend.name), turns));
    }
    return rows;
  },
};

/** Makes the aliases that the loads then ask for again. */
async function takeAll(bench: Bench, subject: Subject): Promise<void> {
  await bench.load(subject, { ...LOAD, until: { requests: TAKEN } });
}

function nameOf(backend: BackendName): string {
  return `refused duplicates: ${backend}, ${CONNECTIONS} connections`;
}
