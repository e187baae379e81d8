import { expect, test } from '@jest/globals';
import { postgres } from '../../src/adapters/sql/connections/postgres/postgres.js';
import { migrateSqlTables } from '../../src/adapters/sql/open-sql-backend.js';
import { describeWith } from '../support/describe-with.js';
import { createTestDatabase } from '../support/servers/test-database.js';

const ROWS = 20_000;

describeWith(['postgres'], 'one owner has most aliases × postgres', () => {
  test('values that nobody has are looked for by the index, and one that is there is found', async () => {
    await using database = await createTestDatabase('postgres');
    await migrateSqlTables({ url: database.url, schema: 'haltman' });
    await database.run(`INSERT INTO alias (address, goto)
      SELECT 'x' || n || '@example.org', 'owner@example.net' FROM generate_series(1, ${ROWS}) AS n`);
    await database.run('ANALYZE alias');
    const values = ['nobody@example.org', 'owner@example.net', 'a@example.org'];
    const search = { table: 'alias', column: 'goto' };
    for (const { sql, parameters } of postgres.findValues(search, values)) {
      expect(await database.run(sql, parameters)).toEqual([{ found: 'owner@example.net' }]);
      const plan = JSON.stringify(await database.run(`EXPLAIN ${sql}`, parameters));
      expect(plan).toContain('alias_goto_id');
      expect(plan).not.toContain('Seq Scan');
    }
  });
});
