import { describe, expect, test } from '@jest/globals';
import { checkSqlDatabase, migrateSqlTables, openSqlBackend } from '../../../../src/adapters/sql/open-sql-backend.js';
import { postfixMapFiles } from '../../../../src/adapters/sql/postfix/postfix-map-files.js';
import { haltman } from '../../../../src/adapters/sql/schemas/haltman/haltman.js';
import type { MailSchema } from '../../../../src/adapters/sql/schemas/mail-schema.js';
import { SCHEMAS } from '../../../../src/adapters/sql/schemas/schemas.js';

describe.each(Object.entries<MailSchema>(SCHEMAS))('%s', (_, schema) => {
  test.each(schema.dialects)('in %s has handles on all domains only if Postfix asks for them', (dialect) => {
    const asked = schema.postfixMaps(dialect).filter(({ query }) => query.includes(schema.handleTable ?? '-'));
    expect(asked.length > 0).toBe(schema.handleTable !== undefined);
  });
});

describe('a schema that is there on servers alone', () => {
  const schema: MailSchema = { ...haltman, title: 'mailcow', dialects: ['mysql', 'postgres'] };
  const problem = 'mailcow keeps its tables in MariaDB or MySQL or PostgreSQL; the database URL names SQLite';

  test.each([openSqlBackend, migrateSqlTables, checkSqlDatabase])('is refused in a file: %p', async (open) => {
    await expect(open({ url: 'sqlite::memory:', schema })).rejects.toThrow(problem);
  });

  test('has no map files for one either', () => {
    expect(() => postfixMapFiles('sqlite:postern.db', schema)).toThrow(problem);
  });
});

describe('a schema whose mail server brings its own Postfix maps', () => {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  const { handleTable, ...rest } = haltman;
  const schema: MailSchema = { ...rest, title: 'Mailu', postfixMaps: () => [] };

  test('has none to write', () => {
    expect(() => postfixMapFiles('sqlite:postern.db', schema)).toThrow(
      'Mailu brings its own Postfix maps, so there are none to write',
    );
  });

  test('gives out no handles on all domains, and misses none', async () => {
    const backend = await openSqlBackend({ url: 'sqlite::memory:', schema });
    expect(backend.handles).toBeUndefined();
    const findings = await backend.check();
    await backend.close();
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  });
});
