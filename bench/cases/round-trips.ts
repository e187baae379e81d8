import type { Bench, Subject } from '../bench.js';
import type { Case } from '../case.js';
import { comparisonRow, openBoth } from '../comparison.js';
import type { Backend } from '../database.js';
import type { Row } from '../row.js';
import { TripCounter } from '../trip-counter.js';

const WARM_UP = 50;
const CREATES = 200;

/** How often a create of a single caller waits for the database's server. */
export const roundTrips: Case = {
  name: 'round-trips',
  run: async (bench) => {
    const rows: Row[] = [];
    for (const backend of serversOf(bench)) {
      rows.push({
        name: nameOf(backend),
        unit: '',
        ours: await tripsOf(bench, await bench.subject(backend)),
        target: { atMost: 2 },
      });
    }
    return { rows };
  },
  compare: async (bench, other) => {
    const rows: Row[] = [];
    for (const backend of serversOf(bench)) {
      const [ours, theirs] = await openBoth(bench, backend, other);
      rows.push(
        comparisonRow(other, {
          name: nameOf(backend),
          unit: '',
          should: 'low',
          ours: [await tripsOf(bench, ours)],
          theirs: [await tripsOf(bench, theirs)],
        }),
      );
    }
    return rows;
  },
};

function serversOf(bench: Bench): readonly Backend[] {
  return bench.backends.filter(({ name }) => name !== 'SQLite');
}

async function tripsOf(bench: Bench, { revision, database, key }: Subject): Promise<number> {
  await using counter = await TripCounter.start(database.url);
  await using service = await revision.serve(database, { POSTERN_DATABASE_URL: counter.url });
  const load = { request: { create: 'random' }, connections: 1 } as const;
  await bench.load({ url: service.url, key }, { ...load, until: { requests: WARM_UP } });
  const before = counter.trips;
  await bench.load({ url: service.url, key }, { ...load, until: { requests: CREATES } });
  return (counter.trips - before) / CREATES;
}

function nameOf({ name }: Backend): string {
  return `round trips a create, one connection: ${name}`;
}
