import { expect, test } from '@jest/globals';
import { checkSqlDatabase, migrateSqlTables } from '../../src/adapters/sql/open-sql-backend.js';
import { postfixMapFiles } from '../../src/adapters/sql/postfix/postfix-map-files.js';
import { describeWith } from '../support/describe-with.js';
import { expandQuery } from '../support/postfix/expand-query.js';
import { HOSTILE_KEYS } from '../support/postfix/hostile-keys.js';
import { connect } from '../support/servers/raw-connection.js';
import { getRunningServer } from '../support/servers/running-servers.js';
import { createTestDatabase } from '../support/servers/test-database.js';

/** PostgreSQL converts a query's text from the client's encoding to the database's before it reads it. */
describeWith(['postgres'], 'a PostgreSQL database in another encoding', () => {
  /** Runs what it is given beside the whole run's databases, and drops it. */
  async function inDatabase(encoding: string, use: (url: string) => Promise<void>): Promise<void> {
    await using beside = await createTestDatabase('postgres');
    const name = `${beside.name}_${encoding.toLowerCase()}`;
    await beside.run(`CREATE DATABASE ${name} ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0`);
    try {
      await use(Object.assign(new URL(getRunningServer('postgres').adminUrl), { pathname: `/${name}` }).href);
    } finally {
      await beside.run(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  }
  const problems = async (url: string) =>
    (await checkSqlDatabase({ url, schema: 'haltman' })).filter(({ level }) => level !== 'ok');

  test.each(['UTF8', 'LATIN1', 'SQL_ASCII'])('%s is asked in LATIN1, as Postfix does, for any key', (encoding) =>
    inDatabase(encoding, async (url) => {
      await migrateSqlTables({ url, schema: 'haltman' });
      expect(await problems(url)).toEqual([]);
      await using connection = await connect(url);
      await connection.run(`INSERT INTO domain (name) VALUES ('example.org')`);
      await connection.run(`INSERT INTO alias (address, goto) VALUES ('shop@example.org', 'owner@example.net'),
        ('odd@example.org', '${encoding === 'LATIN1' ? 'é' : '中'}@example.net')`);
      // The driver sends UTF-8, each byte of which is a character now.
      await connection.run('SET client_encoding = LATIN1');
      for (const { text } of postfixMapFiles(url, 'haltman')) {
        expect(text).toContain('\nencoding = LATIN1\n');
        const query = /^query = (.*)$/m.exec(text)?.[1] ?? '';
        for (const key of ['odd@example.org', ...HOSTILE_KEYS.map(String)]) {
          const asked = expandQuery('postgres', query, key);
          const rows = asked === undefined ? [] : await connection.run(asked);
          const found = rows.flatMap((row) => Object.values(row).filter((value) => value !== null));
          expect([key, found]).toEqual([key, []]);
        }
      }
    }),
  );

  test.each(['LATIN9', 'WIN1250', 'EUC_JP'])('%s is none that Postfix can ask, which check says', (encoding) =>
    inDatabase(encoding, async (url) => {
      await migrateSqlTables({ url, schema: 'haltman' });
      expect(await problems(url)).toEqual([
        { level: 'warning', topic: 'server', message: expect.stringContaining(encoding) },
      ]);
      await using connection = await connect(url);
      await expect(connection.run('SET client_encoding = LATIN1')).rejects.toMatchObject({
        detail: expect.stringContaining(encoding),
      });
    }),
  );
});
