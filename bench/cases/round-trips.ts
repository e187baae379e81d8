import type { Case } from '../case.js';
import type { Row } from '../row.js';
import { serve } from '../service.js';
import { TripCounter } from '../trip-counter.js';

const WARM_UP = 50;
const CREATES = 200;

/** How often a create of a single caller waits for the database's server. */
export const roundTrips: Case = {
  name: 'round-trips',
  run: async (bench) => {
    const rows: Row[] = [];
    for (const backend of bench.backends.filter(({ name }) => name !== 'SQLite')) {
      const { database, key } = await bench.subject(backend);
      await using counter = await TripCounter.start(database.url);
      await using service = await serve(database, { POSTERN_DATABASE_URL: counter.url });
      const load = (requests: number) => ({
        request: { create: 'random' } as const,
        connections: 1,
        until: { requests },
      });
      await bench.load({ url: service.url, key }, load(WARM_UP));
      const before = counter.trips;
      await bench.load({ url: service.url, key }, load(CREATES));
      rows.push({
        name: `round trips a create, one connection: ${backend.name}`,
        unit: '',
        ours: (counter.trips - before) / CREATES,
        target: { atMost: 2 },
      });
    }
    return { rows };
  },
};
