import type { Case } from '../case.js';
import { figureOf } from '../figures.js';
import { residentMb } from '../processes.js';
import type { Row } from '../row.js';
import { serve } from '../service.js';

const CONNECTIONS = 64;
const MEMORY_MB: Row['target'] = { atMost: 150 };
/** Of the memory at half of the creates. */
const FLAT: Row['target'] = { atMost: 1.1 };
const START_S: Row['target'] = { atMost: 0.6 };
const LOOK_MS = 5;

/** What the service takes of the machine: its memory after many creates, and the time to its first answer. */
export const resources: Case = {
  name: 'resources',
  run: async (bench) => {
    const [sqlite] = bench.backends;
    if (!sqlite) return { rows: [] };
    const half = bench.options.createsForMemory / 2;
    const subject = await bench.openSubject(sqlite);
    const load = { request: { create: 'random' }, connections: CONNECTIONS, until: { requests: half } } as const;
    await bench.load(subject, load);
    const atHalf = residentMb(subject.pid);
    await bench.load(subject, load);
    const atEnd = residentMb(subject.pid);
    const tookS = [];
    for (let turn = 0; turn < bench.options.pairs; turn++) tookS.push(await startS(subject.database));
    return {
      rows: [
        {
          name: `resident after ${(2 * half).toLocaleString('en')} creates: SQLite`,
          unit: 'MB',
          ours: atEnd,
          target: MEMORY_MB,
        },
        {
          name: 'the same against half as many creates',
          unit: 'MB',
          ours: atEnd,
          reference: { name: 'at half', figure: atHalf },
          ratio: figureOf([atEnd / atHalf]),
          target: FLAT,
        },
        { name: 'start to first answer', unit: 's', ours: figureOf(tookS), target: START_S },
      ],
    };
  },
};

async function startS(database: Parameters<typeof serve>[0]): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const startedAt = performance.now();
  const starting = serve(database, { POSTERN_PORT: String(port) });
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isUp())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  const tookS = (performance.now() - startedAt) / 1_000;
  await (await starting)[Symbol.asyncDispose]();
  return tookS;
}
