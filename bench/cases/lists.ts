import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { compareTurns, openBoth, rateRows } from '../comparison.js';
import type { BackendName } from '../database.js';
import { giveAliases } from '../fill.js';
import { against } from '../figures.js';
import type { Row } from '../row.js';
import { answersOf, type Turn } from '../turn.js';

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
    const rows: Row[] = [];
    for (const subject of await bench.allSubjects()) {
      const { caller, bytes } = await prepare(bench, subject);
      for (const [request, which] of REQUESTS) {
        const load = (ms: number) => ({ request, connections: CONNECTIONS, until: { ms } });
        const [bare, ours] = await bench.inTurns([
          (ms) => bench.loadBare(load(ms)),
          (ms) => bench.load(caller, load(ms)),
        ]);
        rows.push({
          name: nameOf(subject.backend, which),
          unit: '/s',
          ...against('bare', 'perSecond', ours, bare),
          target: { atLeast: 0.35 },
          failures: failuresOf(ours),
          note: `${bytes} bytes an answer`,
        });
      }
    }
    return { rows };
  },
  compare: async (bench, other) => {
    const rows: Row[] = [];
    for (const backend of bench.backends) {
      const [ours, theirs] = await openBoth(bench, backend, other);
      const callers = [(await prepare(bench, ours)).caller, (await prepare(bench, theirs)).caller] as const;
      for (const [request, which] of REQUESTS) {
        const load = { request, connections: CONNECTIONS };
        const turns = await compareTurns(bench, callers, load);
        const [rate, cpu] = rateRows(other, nameOf(backend.name, which), turns);
        rows.push({ ...rate, failures: failuresOf(turns[1]) }, cpu);
      }
    }
    return rows;
  },
};

/** Gives the owner of the lists its aliases, and the bare handler the same answer. */
async function prepare(bench: Bench, { revision, database, url, pid }: Subject) {
  const key = await revision.createKey(database, OWNER);
  await giveAliases(database, OWNER, OWNED);
  const headers = { 'X-API-Key': key };
  const answer = await fetch(`${url}/api/alias/list?limit=50`, { headers });
  const body = await answer.text();
  const bareUrl = `${(await bench.bare()).url}/api/alias/list`;
  await fetch(bareUrl, { method: 'PUT', body, headers: { 'Content-Type': 'text/plain' } });
  return { caller: { url, key, pid }, bytes: body.length };
}

/** All but a list. */
function failuresOf(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => sum + turn.answers - answersOf(turn, 2) + turn.errors, 0);
}

function nameOf(backend: BackendName, which: string): string {
  return `lists of 50 of ${OWNED}, ${which}: ${backend}, ${CONNECTIONS} connections`;
}
