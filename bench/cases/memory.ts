import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { comparisonRow } from '../comparison.js';
import { inTurns } from '../figures.js';
import { residentMb } from '../processes.js';

const BATCH = 5_000;
const CONNECTIONS = 64;

/** What a service keeps in memory after many creates, and whether it still grows. */
export const memory: Case = {
  name: 'memory',
  run: async (bench) => {
    const backend = bench.backends.find(({ name }) => name === 'SQLite');
    if (!backend) return { rows: [] };
    const subject = await bench.openSubject(backend);
    const first = await createHalf(bench, subject);
    const halfMb = residentMb(subject.pid);
    const all = first + (await createHalf(bench, subject));
    const endMb = residentMb(subject.pid);
    const growth = endMb / halfMb;
    return {
      rows: [
        {
          name: `memory after ${all.toLocaleString('en')} creates: SQLite`,
          unit: 'MB',
          ours: endMb,
          target: { atMost: 150 },
        },
        {
          name: `memory, the end against half of them: SQLite`,
          unit: 'MB',
          ours: endMb,
          reference: { name: 'at half', figure: halfMb },
          ratio: { median: growth, least: growth, most: growth },
          target: { atMost: 1.1 },
        },
      ],
    };
  },
  compare: async (bench, other) => {
    const backend = bench.backends.find(({ name }) => name === 'SQLite');
    if (!backend) return [];
    const ours = await bench.openSubject(backend);
    const theirs = await bench.openSubject(backend, { revision: other });
    const megabytes = async (subject: Subject) => {
      await createHalf(bench, subject);
      return residentMb(subject.pid);
    };
    const [ofOurs, ofTheirs] = await inTurns(2, [() => megabytes(ours), () => megabytes(theirs)]);
    return [
      comparisonRow(other, {
        name: 'memory after half of the creates, and after all: SQLite',
        unit: 'MB',
        should: 'low',
        ours: ofOurs,
        theirs: ofTheirs,
      }),
    ];
  },
};

async function createHalf(bench: Bench, subject: Subject): Promise<number> {
  const { createsForMemory, memoryAtMostMs } = bench.options;
  const deadline = performance.now() + memoryAtMostMs / 2;
  const batch = Math.min(BATCH, createsForMemory / 20);
  let made = 0;
  while (made < createsForMemory / 2 && performance.now() < deadline) {
    const load = { request: { create: 'random' }, connections: CONNECTIONS, until: { requests: batch } } as const;
    made += (await bench.load(subject, load)).answers;
  }
  return made;
}
