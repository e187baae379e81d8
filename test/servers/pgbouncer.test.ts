import { expect, test } from '@jest/globals';
import { migrateSqlTables, openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { describeWith } from '../support/describe-with.js';
import { HttpService } from '../support/http-service.js';
import { PrivatePgbouncer } from '../support/servers/private-pgbouncer.js';
import { createTestDatabase } from '../support/servers/test-database.js';

const CREATES = 200;
describeWith(['postgres', 'pgbouncer'], 'through PgBouncer', () => {
  test.each([
    ['sessions', 'session', true],
    ['transactions, without prepared statements', 'transaction', false],
    // Not recommended, as each of them is prepared over and over; but nothing fails.
    ['transactions, with prepared statements', 'transaction', true],
  ] as const)('that pools %s', async (_, mode, preparedStatements) => {
    await using database = await createTestDatabase('postgres');
    await database.run(`ALTER ROLE ${database.user} SET timezone = 'Asia/Tokyo'`);
    await database.run(`ALTER ROLE ${database.user} SET datestyle = 'German'`);
    await migrateSqlTables({ url: database.url, schema: 'haltman' });
    await using pgbouncer = await PrivatePgbouncer.start(database.url, mode);
    const backend = await openSqlBackend({ url: pgbouncer.url, schema: 'haltman', poolSize: 8, preparedStatements });
    await using service = await HttpService.start({ backend });

    const answers = await Promise.all(
      Array.from({ length: CREATES }, async (_unused, i) => {
        const list = service.ask('GET', '/api/alias/list?limit=1');
        const created = await service.create({ alias_handle: `h${i}`, alias_domain: 'example.org' });
        return [created.status, (await list).status];
      }),
    );
    expect(answers).toEqual(Array(CREATES).fill([200, 200]));
    expect(service.failures).toEqual([]);
    const [newest] = await service.aliases();
    expect(Math.abs((newest?.createdAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(await database.run('SELECT COUNT(*)::int AS n FROM alias')).toEqual([{ n: CREATES }]);
  });
});
