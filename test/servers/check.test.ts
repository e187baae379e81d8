import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkSqlDatabase, migrateSqlTables, openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { haltman } from '../../src/adapters/sql/schemas/haltman/haltman.js';
import type { MailSchema } from '../../src/adapters/sql/schemas/mail-schema.js';
import type { SchemaName } from '../../src/adapters/sql/schemas/schemas.js';
import { describeWith } from '../support/describe-with.js';
import { installation, installations, schemasOn } from '../support/foreign/installations.js';
import { haltmanTables } from '../support/foreign/haltman-tables.js';
import { originOfNewKey } from '../support/origins.js';
import { alias, domain, email, handle } from '../support/samples.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';
import { createTestDatabase, createTestDatabaseOn, type TestDatabase } from '../support/servers/test-database.js';

const all = async (
  database: TestDatabase,
  schema: SchemaName | MailSchema = 'haltman',
  url = database.url,
  prunesActivity = false,
) => checkSqlDatabase({ url, schema, prunesActivity });
const problems = async (...args: Parameters<typeof all>) =>
  (await all(...args)).filter(({ level }) => level !== 'ok').map(({ level, message }) => `${level}: ${message}`);

for (const kind of SERVER_KINDS) {
  const isPostgres = kind === 'postgres';

  describeWith([kind], `check × ${kind}`, () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await createTestDatabase(kind);
    });
    afterEach(async () => {
      await database[Symbol.asyncDispose]();
    });

    test('of tables that we made finds nothing wrong, and says what there is', async () => {
      await migrateSqlTables({ url: database.url, schema: 'haltman' });
      const findings = await all(database);
      expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
      const said = findings.map(({ topic, message }) => `${topic}: ${message}`).join('\n');
      const product = { mariadb: 'MariaDB', mysql: 'MySQL', postgres: 'PostgreSQL' }[kind];
      expect(said).toContain(`server: ${product} `);
      for (const topic of ['durability', 'clock', 'collation', 'tables', 'rights'])
        expect(said).toContain(`${topic}: `);
    });

    test.each(['postfixadmin 3.3', 'postfixadmin 2026'])('of %s finds nothing wrong', async (name) => {
      for (const statement of installation(kind, name).tables) await database.run(statement);
      await migrateSqlTables({ url: database.url, schema: 'postfixadmin' });
      expect(await problems(database, 'postfixadmin')).toEqual([]);
    });

    test('of an empty database says to migrate', async () => {
      expect(await problems(database)).toEqual(['error: the database is empty: run "postern migrate"']);
    });

    test('of another server’s tables says what they lack', async () => {
      for (const statement of installation(kind, 'postfixadmin 3.3').tables) await database.run(statement);
      expect((await problems(database, 'haltman')).join()).toMatch(/not haltman's \(they lack domain.id, domain.name/);
      await expect(migrateSqlTables({ url: database.url, schema: 'haltman' })).rejects.toThrow("not haltman's");
    });

    test('of a database that PostfixAdmin never saw says so, and nothing is made there', async () => {
      expect((await problems(database, 'postfixadmin')).join()).toMatch(
        /lacks domain, alias.*which PostfixAdmin makes/,
      );
      await expect(migrateSqlTables({ url: database.url, schema: 'postfixadmin' })).rejects.toThrow(
        'PostfixAdmin makes',
      );
    });

    test('names each right that lacks, as the GRANT to give', async () => {
      await migrateSqlTables({ url: database.url, schema: 'haltman' });
      const user = isPostgres ? database.user : `'${database.user}'@'%'`;
      await database.run(
        isPostgres
          ? `REASSIGN OWNED BY ${user} TO CURRENT_USER; GRANT CONNECT ON DATABASE ${database.name} TO ${user}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${user};
             GRANT ALL ON domain, api_tokens TO ${user}; GRANT INSERT (address) ON alias TO ${user};
             GRANT UPDATE ON alias TO ${user}; REVOKE ALL ON alias_handle FROM ${user}`
          : `REVOKE ALL PRIVILEGES ON ${database.name}.* FROM ${user};
             GRANT SELECT ON ${database.name}.* TO ${user}; GRANT UPDATE ON ${database.name}.alias TO ${user};
             GRANT INSERT (address), SELECT ON ${database.name}.alias TO ${user};
             GRANT ALL ON ${database.name}.domain TO ${user}; GRANT ALL ON ${database.name}.api_tokens TO ${user}`,
      );
      expect(await problems(database)).toEqual(
        [
          'INSERT ON alias',
          ...(isPostgres ? ['SELECT ON alias_handle'] : []),
          'INSERT ON alias_handle',
          'UPDATE ON alias_handle',
          'INSERT ON api_bans',
          'UPDATE ON api_bans',
          'INSERT ON api_logs',
          'INSERT ON postern_alias',
          'UPDATE ON postern_alias',
          'INSERT ON postern_owner',
          'UPDATE ON postern_owner',
        ].map((right) => `error: the database's user lacks a right: GRANT ${right} TO ${user}`),
      );
    });

    test.each(schemasOn(kind))('%s works with exactly the rights that check names', async (schema) => {
      const installed = installations(kind).find((one) => one.schema === schema);
      for (const statement of installed?.tables ?? []) await database.run(statement);
      await migrateSqlTables({ url: database.adminUrl, schema });
      await database.run(
        isPostgres
          ? `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${database.user}`
          : `REVOKE ALL PRIVILEGES ON ${database.name}.* FROM '${database.user}'@'%';
             GRANT SELECT ON ${database.name}.* TO '${database.user}'@'%'`,
      );
      const lacking = await problems(database, schema, database.url, true);
      const grants = lacking.map((problem) => problem.replace(/^.*lacks a right: /, ''));
      expect(grants.length).toBeGreaterThan(3);
      const toPrune = lacking.filter((problem) => problem.startsWith('warning: '));
      expect(toPrune).toEqual([expect.stringMatching(/GRANT DELETE ON (api_logs|postern_activity) TO /)]);
      expect(await problems(database, schema)).not.toEqual(expect.arrayContaining(toPrune));
      for (const grant of grants) await database.run(grant);
      expect(await problems(database, schema, database.url, true)).toEqual([]);

      await using backend = await open(database, schema);
      const own = alias('shop@example.org', 'owner@example.net');
      const asleep = alias('asleep@example.org', 'owner@example.net', false);
      await backend.domains.add(domain('example.org'), { visible: true });
      expect(await backend.aliases.claim({ alias: own })).toEqual({ kind: 'claimed' });
      expect(await backend.aliases.claim({ alias: own })).toMatchObject({ kind: 'taken' });
      expect(await backend.aliases.claim({ alias: asleep })).toEqual({ kind: 'claimed' });
      expect(await backend.aliases.claimMany([own, alias('many@example.org', 'owner@example.net')])).toMatchObject([
        { kind: 'taken' },
        { kind: 'claimed' },
      ]);
      expect(await backend.aliases.scan({ limit: 9 })).toHaveLength(3);
      expect(await backend.aliases.revive({ alias: asleep })).toBe('revived');
      const origin = await originOfNewKey(backend, own.goto);
      expect(await backend.aliases.deactivate(own.address, own.goto, origin)).toBe('deactivated');
      expect(await backend.activity.list({ owner: own.goto, limit: 1, offset: 0 })).toHaveLength(1);
      expect((await backend.handles?.take(handle('everywhere'), own.goto, origin)) ?? 'taken_now').toBe('taken_now');
      expect((await backend.handles?.release(handle('everywhere'), own.goto, origin)) ?? 'released').toBe('released');
      const before = new Date(Date.now() + 86_400_000);
      expect(await backend.activity.prune({ before, limit: 9 })).toMatchObject({
        removed: expect.any(Number),
      });
      expect(await backend.activity.list({ owner: own.goto, limit: 1, offset: 0 })).toEqual([]);
      await backend.keys.touch(origin.keyId, new Date());
      expect(await backend.domains.setActive(domain('example.org'), false)).toMatchObject({ active: false });
      const key = { hash: 'ab'.repeat(32), owner: own.goto, createdAt: new Date(), expiresAt: new Date() };
      const { id } = await backend.keys.add(key);
      expect(await backend.keys.revoke(id, new Date())).toMatchObject({ status: 'revoked' });
      await backend.quotas.set(own.goto, { aliases: 9 });
      await backend.quotas.set(own.goto, { aliases: 10 });
      expect(
        await backend.aliases.claim({ alias: alias('bound@example.org', own.goto.value), quota: 0 }),
      ).toMatchObject({
        kind: 'quota_reached',
      });
    });

    test('finds that an address has no unique index', async () => {
      await migrateSqlTables({ url: database.url, schema: 'haltman' });
      await database.run(
        isPostgres
          ? 'ALTER TABLE alias DROP CONSTRAINT alias_address_key'
          : 'ALTER TABLE alias DROP KEY address, ADD UNIQUE KEY both_columns (address, active)',
      );
      expect(await problems(database)).toEqual([
        'error: alias.address has no unique index of its own: two callers could get one address',
      ]);
      const shared = {
        ...haltman.tables,
        alias: { ...haltman.tables['alias'], repeats: true },
      } as typeof haltman.tables;
      expect(await problems(database, { ...haltman, tables: shared })).toEqual([]);
    });

    test('finds that a key holds less than the schema takes', async () => {
      await migrateSqlTables({ url: database.url, schema: 'haltman' });
      const { alias: aliases } = haltman.tables;
      await database.run(
        isPostgres
          ? 'ALTER TABLE alias ALTER COLUMN address TYPE varchar(100)'
          : 'ALTER TABLE alias MODIFY address varchar(100) NOT NULL',
      );
      const say = (longest: number) =>
        `warning: alias.address holds 100 characters: a longer one, which may have ${longest}, ends in an error`;
      expect(await problems(database)).toEqual([say(254)]);
      for (const [keyLength, found] of [
        [101, [say(101)]],
        [100, []],
      ] as const) {
        const tables = { ...haltman.tables, alias: { ...aliases, keyLength } } as typeof haltman.tables;
        expect(await problems(database, { ...haltman, tables })).toEqual(found);
      }
    });

    test('migrate makes what is missing and leaves the rest', async () => {
      await migrateSqlTables({ url: database.url, schema: 'haltman' });
      await database.run(`INSERT INTO domain (name) VALUES ('example.org')`);
      await database.run('DROP TABLE alias_handle');
      await expect(openSqlBackend({ url: database.url, schema: 'haltman' })).rejects.toThrow(
        'the database lacks alias_handle: run "postern migrate"',
      );
      expect(await migrateSqlTables({ url: database.url, schema: 'haltman' })).toEqual(['alias_handle']);
      await using backend = await open(database);
      expect(await backend.domains.list()).toHaveLength(1);
    });

    const open = async ({ url }: TestDatabase, schema: SchemaName = 'haltman') => {
      const backend = await openSqlBackend({ url, schema });
      return Object.assign(backend, { [Symbol.asyncDispose]: () => backend.close() });
    };

    if (!isPostgres) {
      test('finds tables without transactions', async () => {
        await migrateSqlTables({ url: database.url, schema: 'haltman' });
        await database.run('ALTER TABLE alias_handle ENGINE = MyISAM');
        expect(await problems(database)).toEqual([
          'error: the table alias_handle is MyISAM, which has no transactions: ALTER TABLE alias_handle ENGINE = InnoDB',
        ]);
      });
    }

    if (kind === 'mariadb') {
      test.each([
        ['oldest', 'core'],
        ['newest', 'core'],
        ['oldest', 'core-and-api'],
        ['newest', 'core-and-api'],
      ] as const)('the %s %s is left as it is, and served with two tables of ours beside it', async (age, parts) => {
        for (const statement of haltmanTables(age, parts)) await database.run(statement);
        const tables = async () => (await database.run('SHOW TABLES')).length;
        const before = await tables();
        const noIndex =
          'warning: no index of alias begins with goto, so lists and claims read the whole table: ' +
          'CREATE INDEX idx_alias_goto_id ON alias (goto(191), id)';
        const noIndexFound = age === 'oldest' ? [noIndex] : [];
        const missing = 'error: the database lacks postern_alias, postern_owner: run "postern migrate"';
        expect(await problems(database)).toEqual([...noIndexFound, missing]);
        const made = ['postern_alias', 'postern_owner'];
        expect(await migrateSqlTables({ url: database.url, schema: 'haltman' })).toEqual(made);
        await using backend = await open(database);
        await backend.domains.add(domain('example.org'), { visible: true });
        const owner = email('owner@example.net');
        const metadata = { pinned: true };
        expect(await backend.aliases.claim({ alias: alias('shop@example.org', owner.value), metadata })).toEqual({
          kind: 'claimed',
        });
        await backend.quotas.set(owner, { keys: 1 });
        // And the ledger of migrations, with its lock.
        expect(await tables()).toBe(before + made.length + 2);
        expect(await problems(database)).toEqual(noIndexFound);
      });
    }
  });
}

for (const kind of ['mariadb', 'postgres'] as const)
  describeWith([`own-${kind}`], `check of a server that is set otherwise: ${kind}`, () => {
    test('warns of it, and times are UTC', async () => {
      await using server = await PrivateServer.start(kind);
      await using database = await createTestDatabaseOn(server.url);
      for (const statement of kind === 'postgres'
        ? [
            `ALTER DATABASE ${database.name} SET synchronous_commit = off`,
            `ALTER DATABASE ${database.name} SET timezone = 'Asia/Tokyo'`,
          ]
        : ['SET GLOBAL innodb_flush_log_at_trx_commit = 2', `SET GLOBAL time_zone = '+09:00'`])
        await database.run(statement);
      await migrateSqlTables({ url: database.url, schema: 'haltman' });
      const found = await problems(database);
      expect(found.filter((problem) => problem.includes('a crash may lose'))).toHaveLength(1);
      expect(found.filter((problem) => problem.includes('32400 seconds'))).toHaveLength(kind === 'postgres' ? 0 : 1);
      expect(found.every((problem) => problem.startsWith('warning'))).toBe(true);

      // Whatever the server's zone, times are UTC.
      const backend = await openSqlBackend({ url: database.url, schema: 'haltman' });
      await backend.domains.add(domain('example.org'), { visible: true });
      await backend.aliases.claim({ alias: alias('shop@example.org', 'owner@example.net') });
      const [record] = await backend.aliases.list({ limit: 1, offset: 0 });
      expect(Math.abs((record?.createdAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
      const key = {
        hash: 'ab'.repeat(32),
        owner: alias('a@b.example', 'owner@example.net').goto,
        createdAt: new Date(),
      };
      const expiresAt = new Date('2027-01-02T03:04:05.678Z');
      await backend.keys.add({ ...key, expiresAt });
      expect((await backend.keys.find(key.hash))?.expiresAt).toEqual(expiresAt);
      await backend.close();
      const [stored] = await database.run(
        kind === 'postgres'
          ? `SELECT to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS t FROM api_tokens`
          : `SELECT DATE_FORMAT(expires_at, '%Y-%m-%d %H:%i:%s') AS t FROM api_tokens`,
      );
      expect(stored).toEqual({ t: '2027-01-02 03:04:05' });
    });
  });
