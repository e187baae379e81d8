import { describe, expect, test } from '@jest/globals';
import { haltman } from '../../../../src/adapters/sql/schemas/haltman/haltman.js';
import { schemaProblems } from '../../../../src/infrastructure/settings/schema-problems.js';

const SCHEMAS = { anywhere: haltman, mysqlOnly: { ...haltman, title: 'mailcow', dialects: ['mysql'] as const } };

describe('the schema and the database URLs', () => {
  test.each([
    ['anywhere', 'sqlite:a.db', undefined, []],
    ['mysqlOnly', 'mariadb://u:p@127.0.0.1/mail', 'mysql://reader:p@127.0.0.1/mail', []],
    [
      'mysqlOnly',
      'sqlite:a.db',
      'postgres://u:secret@127.0.0.1/mail',
      [
        'POSTERN_DATABASE_URL: mailcow keeps its tables in MariaDB or MySQL; the database URL names SQLite',
        'POSTERN_POSTFIX_DATABASE_URL: mailcow keeps its tables in MariaDB or MySQL; the database URL names PostgreSQL',
      ],
    ],
  ])('%s in %s, read by %s', (schema, url, reader, problems) => {
    const values = { POSTERN_MAIL_SCHEMA: schema, POSTERN_DATABASE_URL: url, POSTERN_POSTFIX_DATABASE_URL: reader };
    expect(schemaProblems(values, SCHEMAS)).toEqual(problems);
  });
});
