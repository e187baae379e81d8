import { expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { parseDatabaseUrl } from '../../src/adapters/sql/connections/database-url.js';
import { postgres } from '../../src/adapters/sql/connections/postgres/postgres.js';
import { DEFAULT_LIMITS } from '../../src/adapters/sql/open-sql-backend.js';
import { describeWith } from '../support/describe-with.js';
import { createTestDatabase } from '../support/servers/test-database.js';

/** Enough that PostgreSQL would go over to a plan for all values. */
const RUNS = 8;

describeWith(['postgres'], 'a session on PostgreSQL', () => {
  async function ask<Row>(...queries: readonly ReturnType<typeof sql<Row>>[]): Promise<readonly Row[]> {
    await using database = await createTestDatabase('postgres');
    const url = parseDatabaseUrl(database.url);
    if (!url.ok) throw new Error(url.error);
    const dialect = await postgres.connect(url.value, { ...DEFAULT_LIMITS, poolSize: 1 });
    await using db = new Kysely<unknown>({ dialect });
    const rows: Row[] = [];
    for (const query of queries) rows.push(...(await query.execute(db)).rows);
    return rows;
  }

  test('keeps no plan from when a table was empty', async () => {
    interface Plans {
      readonly generic?: number;
      readonly custom?: number;
    }
    const rows = await ask<Plans>(
      ...Array.from({ length: RUNS }, () => sql<Plans>`SELECT WHERE ${'a'} = 'b'`),
      sql<Plans>`SELECT generic_plans AS generic, custom_plans AS custom FROM pg_prepared_statements`,
    );
    expect(rows).toEqual([{ generic: 0, custom: RUNS }]);
  });

  test.each([
    ['2026-11-25 08:32:11.123456+00', '2026-11-25T08:32:11.123Z'],
    ['2026-11-25 08:32:11+02', '2026-11-25T06:32:11.000Z'],
    ['infinity', undefined],
    ['0044-03-15 12:00:00+00 BC', undefined],
  ])('reads the time %s', async (text, expected) => {
    const rows = await ask(sql<{ time: unknown }>`SELECT CAST(${text} AS TIMESTAMPTZ) AS time`);
    const times = rows.map(({ time }) => postgres.readTime(time));
    expect(times.map((time) => (Number.isNaN(time.getTime()) ? undefined : time.toISOString()))).toEqual([expected]);
  });
});
