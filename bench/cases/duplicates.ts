import type { Case } from '../case.js';
import { against, inTurns } from '../figures.js';
import { TAKEN } from '../handles.js';
import type { Row } from '../row.js';
import { faultsOf } from '../turn.js';

const CONNECTIONS = 64;
/** A server's own housekeeping may write once in a while. */
const COMMITS = 0.001;

/** Creates of addresses that are taken: each is a 409, and should cost no commit. */
export const duplicates: Case = {
  name: 'duplicates',
  run: async (bench) => {
    const { pairs, turnMs, warmUpMs } = bench.options;
    const rows: Row[] = [];
    for (const subject of await bench.allSubjects()) {
      const load = { request: { create: 'taken' }, connections: CONNECTIONS } as const;
      await bench.load(subject, { ...load, until: { requests: TAKEN } });
      await bench.loadBare({ ...load, until: { ms: warmUpMs } }, '/taken');
      await bench.load(subject, { ...load, until: { ms: warmUpMs } });
      const before = await subject.database.counters();
      const [bare, ours] = await inTurns(pairs, [
        () => bench.loadBare({ ...load, until: { ms: turnMs } }, '/taken'),
        () => bench.load(subject, { ...load, until: { ms: turnMs } }),
      ]);
      const after = await subject.database.counters();
      const answers = ours.reduce((sum, turn) => sum + turn.answers, 0);
      const refused = ours.reduce((sum, turn) => sum + (turn.statuses['409'] ?? 0), 0);
      rows.push(
        {
          name: `refused duplicates: ${subject.backend}, ${CONNECTIONS} connections`,
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
};
