import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkSqlDatabase, migrateSqlTables, openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { describeWith } from '../support/describe-with.js';
import { installations, schemasOn } from '../support/foreign/installations.js';
import { HttpService } from '../support/http-service.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { createTestDatabase, createTestDatabaseOn, type TestDatabase } from '../support/servers/test-database.js';

const SERVED_MS = 60_000;

/** Everything that an owner does, by sessions that begin with the defaults of the moment. */
async function expectToWork(database: TestDatabase, setHostile: () => Promise<void>): Promise<void> {
  const isPostgres = database.url.startsWith('postgres');
  const kind = isPostgres ? 'postgres' : 'mariadb';
  for (const schema of schemasOn(kind)) {
    const foreign = installations(kind).find((one) => one.schema === schema);
    if (!isPostgres) await database.run('SET foreign_key_checks = 0');
    for (const table of await tablesOf(database))
      await database.run(`DROP TABLE ${table}${isPostgres ? ' CASCADE' : ''}`);
    for (const statement of foreign?.tables ?? []) await database.run(statement);
    await setHostile();
    await migrateSqlTables({ url: database.url, schema });
    const findings = await checkSqlDatabase({ url: database.url, schema });
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    await using service = await HttpService.start({ backend: await openSqlBackend({ url: database.url, schema }) });

    const address = 'shop@example.org';
    for (const handle of ['book', 'shop', 'toys'])
      expect((await service.create({ alias_handle: handle, alias_domain: 'example.org' })).status).toBe(200);
    expect((await service.create({ alias_handle: 'shop', alias_domain: 'example.org' })).status).toBe(409);
    const { items } = (await service.ask('GET', '/api/alias/list')).body as { items: Record<string, unknown>[] };
    expect(items.map((item) => item['address'])).toEqual(['toys@example.org', address, 'book@example.org']);
    for (const name of ['created', 'modified'])
      expect(Math.abs(Date.parse(String(items[0]?.[name])) - Date.now())).toBeLessThan(SERVED_MS);
    expect(await service.ask('POST', '/api/handle/create', { handle: 'everywhere' })).toMatchObject({ status: 200 });
    expect(await service.ask('POST', '/api/alias/delete', { alias: address })).toMatchObject({ status: 200 });
    expect((await service.ask('GET', '/api/alias/stats')).body).toMatchObject({ totals: 3, active: 2 });
    const activity = (await service.ask('GET', '/api/activity')).body as { items: unknown[] };
    expect(activity.items).toHaveLength(5);
    expect(await service.backend.aliases.scan({ limit: 9 })).toHaveLength(3);
    expect(service.failures).toEqual([]);
  }
}

async function tablesOf(database: TestDatabase): Promise<string[]> {
  const schema = database.url.startsWith('postgres') ? 'current_schema()' : 'DATABASE()';
  const rows = await database.run(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ${schema} ORDER BY table_name`,
  );
  return rows.map(({ name }) => String(name));
}

describeWith(['postgres'], 'hostile defaults on PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('postgres');
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
  });

  test.each([
    ['DateStyle', 'German'],
    ['DateStyle', 'SQL, DMY'],
    ['TimeZone', 'Asia/Tokyo'],
    ['IntervalStyle', 'iso_8601'],
    ['standard_conforming_strings', 'off'],
    ['client_encoding', 'LATIN1'],
    ['bytea_output', 'escape'],
    ['extra_float_digits', '-15'],
    ['array_nulls', 'off'],
    ['transform_null_equals', 'on'],
    ['default_transaction_isolation', 'serializable'],
    ['default_transaction_deferrable', 'on'],
    ['statement_timeout', '1'],
    ['lock_timeout', '1'],
    ['idle_in_transaction_session_timeout', '1'],
    ['quote_all_identifiers', 'on'],
    ['row_security', 'off'],
    ['plan_cache_mode', 'force_generic_plan'],
  ])('%s = %s', async (name, value) => {
    try {
      await expectToWork(database, async () => {
        await database.run(`ALTER ROLE ${database.user} SET ${name} = '${value}'`);
      });
    } finally {
      await database.run(`ALTER ROLE ${database.user} RESET ${name}`);
    }
  });

  test('check names transactions that only read', async () => {
    await migrateSqlTables({ url: database.url, schema: 'postfixadmin' });
    await database.run(`ALTER ROLE ${database.user} SET default_transaction_read_only = on`);
    const findings = await checkSqlDatabase({ url: database.url, schema: 'postfixadmin' });
    await database.run(`ALTER ROLE ${database.user} RESET default_transaction_read_only`);
    expect(findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      expect.stringContaining('default_transaction_read_only'),
    ]);
  });
});

describeWith(['own-mariadb'], 'hostile defaults on MariaDB', () => {
  let server: PrivateServer;
  let database: TestDatabase;
  beforeAll(async () => {
    server = await PrivateServer.start('mariadb');
    database = await createTestDatabaseOn(server.url);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  test.each([
    ['sql_mode', `'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH,NO_AUTO_VALUE_ON_ZERO'`],
    ['time_zone', `'+09:00'`],
    ['autocommit', '0'],
    ['completion_type', `'RELEASE'`],
    ['completion_type', `'CHAIN'`],
    ['sql_select_limit', '1'],
    ['max_join_size', '1'],
    ['sql_safe_updates', '1'],
    ['sql_auto_is_null', '1'],
    ['foreign_key_checks', '0'],
    ['unique_checks', '0'],
    ['tx_isolation', `'SERIALIZABLE'`],
    ['init_connect', `'SET NAMES latin1'`],
    ['init_connect', `'SET NAMES utf8mb4 COLLATE utf8mb4_bin, character_set_results = ucs2'`],
    ['max_statement_time', '0.0001'],
    ['max_sort_length', '64'],
    ['group_concat_max_len', '4'],
    ['lc_time_names', `'ja_JP'`],
    ['wait_timeout', '1'],
    ['default_storage_engine', `'MyISAM'`],
    ['explicit_defaults_for_timestamp', '0'],
    ['innodb_default_row_format', `'compact'`],
    ['div_precision_increment', '0'],
  ])('%s = %s', async (name, value) => {
    try {
      await expectToWork(database, async () => {
        await database.run(`SET GLOBAL ${name} = ${value}`);
      });
    } finally {
      await database.run(`SET GLOBAL ${name} = DEFAULT`);
    }
  });

  test('check names transactions that only read', async () => {
    await migrateSqlTables({ url: database.url, schema: 'postfixadmin' });
    await database.run('SET GLOBAL tx_read_only = 1');
    const findings = await checkSqlDatabase({ url: database.url, schema: 'postfixadmin' });
    await database.run('SET GLOBAL tx_read_only = DEFAULT');
    expect(findings.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      expect.stringContaining('tx_read_only'),
    ]);
  });
});
