import { expect, test } from '@jest/globals';
import {
  checkSqlDatabase,
  migrateSqlTables,
  openSqlBackend,
  planSqlTables,
} from '../../src/adapters/sql/open-sql-backend.js';
import { describeWith } from '../support/describe-with.js';
import { installation } from '../support/foreign/installations.js';
import { alias, domain } from '../support/samples.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { createTestDatabase, createTestDatabaseOn, type TestDatabase } from '../support/servers/test-database.js';

type Schema = 'haltman' | 'postfixadmin';
const errors = async ({ url }: TestDatabase, schema: Schema = 'haltman') =>
  (await checkSqlDatabase({ url, schema })).filter(({ level }) => level === 'error').map(({ message }) => message);

describeWith(['postgres'], 'check tries what the work does, on PostgreSQL', () => {
  test.each([
    ['haltman', 'alias', 'active, modified'],
    ['postfixadmin', 'domain', 'modified, active'],
  ] as const)('%s: a right to columns of %s is too little to lock it', async (schema, table, columns) => {
    await using database = await createTestDatabase('postgres');
    for (const statement of schema === 'haltman' ? [] : installation('postgres', 'postfixadmin 2026').tables)
      await database.run(statement);
    await migrateSqlTables({ url: database.adminUrl, schema });
    await database.run(`REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${database.user};
      GRANT UPDATE (${columns}) ON ${table} TO ${database.user}`);
    expect(await errors(database, schema)).toEqual([
      `the database's user lacks a right: GRANT UPDATE ON ${table} TO ${database.user}`,
    ]);
  });

  test('a sequence that the user may not use is named', async () => {
    await using database = await createTestDatabase('postgres');
    await migrateSqlTables({ url: database.adminUrl, schema: 'haltman' });
    await database.run(`ALTER TABLE alias ALTER COLUMN id DROP IDENTITY;
      CREATE SEQUENCE numbers OWNED BY alias.id; ALTER TABLE alias ALTER COLUMN id SET DEFAULT nextval('numbers');
      REVOKE ALL ON SEQUENCE numbers FROM ${database.user}`);
    expect(await errors(database)).toEqual([
      `the database's user lacks a right: GRANT USAGE ON SEQUENCE public.numbers TO ${database.user}`,
    ]);
  });

  test('sequences behind copied rows are found; migrate mends ours', async () => {
    await using database = await createTestDatabase('postgres');
    await migrateSqlTables({ url: database.url, schema: 'haltman' });
    await database.run(`INSERT INTO domain (id, name) VALUES (1, 'example.org');
      INSERT INTO alias (id, address, goto) SELECT n, 'h' || n || '@example.org', 'owner@example.net'
        FROM generate_series(1, 500) n`);
    expect(await errors(database)).toEqual([
      expect.stringContaining('public.alias_id_seq is taken in alias'),
      expect.stringContaining('public.domain_id_seq is taken in domain'),
    ]);
    expect(await planSqlTables({ url: database.url, schema: 'haltman' })).toHaveLength(2);
    expect(await migrateSqlTables({ url: database.url, schema: 'haltman' })).toEqual([
      'public.alias_id_seq',
      'public.domain_id_seq',
    ]);
    expect(await errors(database)).toEqual([]);
    expect(await migrateSqlTables({ url: database.url, schema: 'haltman' })).toEqual([]);
    const backend = await openSqlBackend({ url: database.url, schema: 'haltman' });
    const claim = await backend.aliases.claim({ alias: alias('shop@example.org', 'owner@example.net') });
    await backend.domains.add(domain('example.com'), { visible: true });
    await backend.close();
    expect(claim).toEqual({ kind: 'claimed' });
  });

  test('a user who may make no tables is told the GRANT, by check and by migrate', async () => {
    await using database = await createTestDatabase('postgres');
    await database.run(`ALTER SCHEMA public OWNER TO CURRENT_USER; REVOKE CREATE ON SCHEMA public FROM ${database.user};
      ALTER DATABASE ${database.name} OWNER TO CURRENT_USER; GRANT CONNECT ON DATABASE ${database.name} TO ${database.user}`);
    const grant = `GRANT CREATE ON SCHEMA public TO ${database.user}`;
    expect(await errors(database)).toEqual([
      'the database is empty: run "postern migrate"',
      `the database's user may not make tables: ${grant}, or run "postern migrate" as a user who may`,
    ]);
    await expect(migrateSqlTables({ url: database.url, schema: 'haltman' })).rejects.toThrow(grant);
    await database.run(grant);
    expect(await migrateSqlTables({ url: database.url, schema: 'haltman' })).toContain('alias');
  });
});

describeWith(['own-mariadb'], 'a user whose plugin the driver lacks, on MariaDB', () => {
  test('is told what to do', async () => {
    await using server = await PrivateServer.start('mariadb');
    await using database = await createTestDatabaseOn(server.url);
    await database.run(`INSTALL SONAME 'auth_ed25519'`);
    await database.run(`ALTER USER '${database.user}'@'%' IDENTIFIED VIA ed25519 USING PASSWORD('x')`);
    await expect(checkSqlDatabase({ url: database.url, schema: 'haltman' })).rejects.toThrow(
      /client_ed25519, which the driver does not have: let it use another plugin/,
    );
  });
});
