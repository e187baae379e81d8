import { get } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../test/support/servers/free-port.js';
import type { Case } from '../case.js';
import type { Database } from '../database.js';
import { figureOf } from '../figures.js';
import { end, launch } from '../program.js';
import { environment, SERVE } from '../service.js';

const POLL_MS = 5;
const TIMEOUT_MS = 10_000;

/** From the start of the process to the first answer. */
export const startUp: Case = {
  name: 'start-up',
  run: async (bench) => {
    const backend = bench.backends.find(({ name }) => name === 'SQLite');
    if (!backend) return { rows: [] };
    const { database } = await bench.subject(backend);
    const seconds: number[] = [];
    for (let turn = 0; turn < bench.options.pairs; turn++) seconds.push((await startMs(database)) / 1_000);
    return {
      rows: [{ name: 'start to first answer: SQLite', unit: 's', ours: figureOf(seconds), target: { atMost: 0.6 } }],
    };
  },
};

async function startMs(database: Database): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = launch(SERVE, database.folder, environment(database, { POSTERN_PORT: String(port) }));
  try {
    while (!(await isLive(port))) {
      if (performance.now() - startedAt > TIMEOUT_MS) throw new Error('the service did not answer in time');
      await setTimeout(POLL_MS);
    }
    return performance.now() - startedAt;
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
