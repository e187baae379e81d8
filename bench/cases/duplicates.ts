import type { Case } from '../case.js';
import { figureOf, inTurns, ratioOf } from '../figures.js';
import { TAKEN } from '../handles.js';
import type { Row } from '../row.js';
import { answersOf } from '../turn.js';

const CONNECTIONS = 64;
/** A server's own housekeeping may write once in a while. */
const COMMITS = 0.001;

/**
 * Creates of addresses that are taken: each is a 409, and should cost no commit. What an INSERT that is refused writes all the same: SQLite
 * its AUTOINCREMENT, MariaDB too, and PostgreSQL one in 32 numbers of a sequence.
 */
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
      const [rate, bareRate] = [ours, bare].map((turns) => turns.map(({ perSecond }) => perSecond));
      const answers = ours.reduce((sum, turn) => sum + turn.answers, 0);
      const refused = ours.reduce((sum, turn) => sum + (turn.statuses['409'] ?? 0), 0);
      rows.push(
        {
          name: `refused duplicates: ${subject.backend}, ${CONNECTIONS} connections`,
          unit: '/s',
          ours: figureOf(rate ?? []),
          reference: { name: 'bare', figure: figureOf(bareRate ?? []) },
          ratio: ratioOf(rate ?? [], bareRate ?? []),
          target: { atLeast: 0.75 },
          failures: ours.reduce((sum, turn) => sum + answersOf(turn, 5) + turn.errors, 0),
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
