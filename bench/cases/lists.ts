import type { Case } from '../case.js';
import { giveAliases } from '../fill.js';
import { against, inTurns } from '../figures.js';
import type { Row } from '../row.js';
import { createKey } from '../service.js';
import { answersOf } from '../turn.js';

const OWNER = 'lister@example.net';
const OWNED = 1_000;
const CONNECTIONS = 64;

/** Those who ask for one page at once share a look at the database, and those who ask for different ones do not. */
const REQUESTS = [
  ['list', 'one page'],
  ['pages', 'many pages'],
] as const;

/** 50 aliases of an owner of a thousand, against a handler that sends the same bytes. */
export const lists: Case = {
  name: 'lists',
  run: async (bench) => {
    const { pairs, turnMs, warmUpMs } = bench.options;
    const rows: Row[] = [];
    for (const { backend, url, database } of await bench.allSubjects()) {
      const key = await createKey(database, OWNER);
      await giveAliases(database, OWNER, OWNED);
      const answer = await fetch(`${url}/api/alias/list?limit=50`, { headers: { 'X-API-Key': key } });
      const body = await answer.text();
      const bareUrl = `${(await bench.bare()).url}/api/alias/list`;
      await fetch(bareUrl, { method: 'PUT', body, headers: { 'Content-Type': 'text/plain' } });

      for (const [request, which] of REQUESTS) {
        const load = (ms: number) => ({ request, connections: CONNECTIONS, until: { ms } });
        await bench.loadBare(load(warmUpMs));
        await bench.load({ url, key }, load(warmUpMs));
        const [bare, ours] = await inTurns(pairs, [
          () => bench.loadBare(load(turnMs)),
          () => bench.load({ url, key }, load(turnMs)),
        ]);
        rows.push({
          name: `lists of 50 of ${OWNED}, ${which}: ${backend}, ${CONNECTIONS} connections`,
          unit: '/s',
          ...against('bare', 'perSecond', ours, bare),
          target: { atLeast: 0.35 },
          failures: ours.reduce((sum, turn) => sum + turn.answers - answersOf(turn, 2) + turn.errors, 0),
          note: `${body.length} bytes an answer`,
        });
      }
    }
    return { rows };
  },
};
