import { get } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../test/support/servers/free-port.js';
import type { Case } from '../case.js';
import type { Subject } from '../bench.js';
import { comparisonRow, openBoth } from '../comparison.js';
import { figureOf, inTurns } from '../figures.js';
import { end, launch } from '../program.js';

const NAME = 'start to first answer: SQLite';
const POLL_MS = 5;
const TIMEOUT_MS = 10_000;

/** From the start of the process to the first answer. */
export const startUp: Case = {
  name: 'start-up',
  run: async (bench) => {
    const backend = bench.backends.find(({ name }) => name === 'SQLite');
    if (!backend) return { rows: [] };
    const subject = await bench.subject(backend);
    const [seconds] = await inTurns(bench.options.pairs, [() => startSeconds(subject)]);
    return { rows: [{ name: NAME, unit: 's', ours: figureOf(seconds), target: { atMost: 0.6 } }] };
  },
  compare: async (bench, other) => {
    const backend = bench.backends.find(({ name }) => name === 'SQLite');
    if (!backend) return [];
    const [one, two] = await openBoth(bench, backend, other);
    const [ours, theirs] = await inTurns(bench.options.pairs, [() => startSeconds(one), () => startSeconds(two)]);
    return [comparisonRow(other, { name: NAME, unit: 's', should: 'low', ours, theirs })];
  },
};

async function startSeconds({ revision, database }: Subject): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const environment = revision.environment(database, { POSTERN_PORT: String(port) });
  const child = launch(revision.serveArguments, database.folder, environment);
  try {
    while (!(await isLive(port))) {
      if (performance.now() - startedAt > TIMEOUT_MS) throw new Error('the service did not answer in time');
      await setTimeout(POLL_MS);
    }
    return (performance.now() - startedAt) / 1_000;
  } finally {
    await end(child);
  }
}

function isLive(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/health/live', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => {
      resolve(false);
    });
  });
}
