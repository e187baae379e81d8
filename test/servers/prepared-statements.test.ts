import { expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { parseDatabaseUrl } from '../../src/adapters/sql/connections/database-url.js';
import { DIALECTS } from '../../src/adapters/sql/connections/dialects.js';
import { DEFAULT_LIMITS } from '../../src/adapters/sql/open-sql-backend.js';
import { describeOnServers } from '../support/describe-with.js';
import { createTestDatabase } from '../support/servers/test-database.js';

const MAX_STATEMENTS = 200;

describeOnServers('a session', (kind) => {
  test('keeps no more prepared statements than so many', async () => {
    await using database = await createTestDatabase(kind);
    const url = parseDatabaseUrl(database.url);
    if (!url.ok) throw new Error(url.error);
    const dialect = await DIALECTS[url.value.dialect].connect(url.value, { ...DEFAULT_LIMITS, poolSize: 1 });
    await using db = new Kysely<unknown>({ dialect });
    const count =
      kind === 'postgres'
        ? sql<{ kept: unknown }>`SELECT COUNT(*) AS kept FROM pg_prepared_statements`
        : sql<{ kept: unknown }>`SHOW STATUS LIKE 'Prepared_stmt_count'`;
    for (let n = 0; n < MAX_STATEMENTS + 20; n++) await sql`SELECT ${sql.lit(n)} WHERE 1 = ${1}`.execute(db);
    const [row] = (await count.execute(db)).rows;
    const kept = Number(Object.values(row ?? {}).at(-1));
    expect(kept).toBeGreaterThan(MAX_STATEMENTS / 2);
    expect(kept).toBeLessThanOrEqual(MAX_STATEMENTS);
  });
});
