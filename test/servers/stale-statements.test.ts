import { expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { parseDatabaseUrl } from '../../src/adapters/sql/connections/database-url.js';
import { DIALECTS } from '../../src/adapters/sql/connections/dialects.js';
import { DEFAULT_LIMITS } from '../../src/adapters/sql/open-sql-backend.js';
import { describeOnServers, describeWith } from '../support/describe-with.js';
import { CREATED, startProxiedService } from '../support/faults/proxied-service.js';
import { alias, handle } from '../support/samples.js';
import { originOfNewKey } from '../support/origins.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { createTestDatabase, createTestDatabaseOn, type TestDatabase } from '../support/servers/test-database.js';
import { waitUntil } from '../support/servers/wait-until.js';

/** More than a statement is ever tried. */
const POOL_SIZE = 30;
/** The first of them waits for the last to connect, however long that takes. */
const PATIENCE_MS = 25_000;
const LIST = '/api/alias/list';

describeOnServers('a table is altered under prepared statements', (kind) => {
  test('lists and creates of all connections go on', async () => {
    await using service = await startProxiedService(kind, { poolSize: POOL_SIZE, statementTimeoutMs: PATIENCE_MS });
    const list = async () => (await service.service.ask('GET', LIST)).status;
    expect(await service.create('first')).toEqual(CREATED);

    // Each of them prepares a list, and is done no sooner than all have come.
    const { database } = service;
    const lock = await database.newConnection();
    await lock.run(kind === 'postgres' ? 'BEGIN; LOCK TABLE alias' : 'LOCK TABLES alias WRITE');
    const lists: Promise<number>[] = [];
    for (let i = 0; i < POOL_SIZE; i++) {
      lists.push(list());
      await waitUntil('it waits for the lock', () => service.backend.poolUse?.().used === i + 1);
    }
    await lock.run(kind === 'postgres' ? 'COMMIT' : 'UNLOCK TABLES');
    expect(await Promise.all(lists)).toEqual(Array(POOL_SIZE).fill(200));

    const type = kind === 'postgres' ? 'ALTER COLUMN goto TYPE VARCHAR(700)' : 'MODIFY goto VARCHAR(700) NOT NULL';
    await database.run(`ALTER TABLE alias ${type}`);
    expect(await service.create('second')).toEqual(CREATED);
    expect(await list()).toBe(200);
    expect(await Promise.all(Array.from({ length: POOL_SIZE }, list))).toEqual(Array(POOL_SIZE).fill(200));
    expect(service.service.failures).toEqual([]);
    expect(await service.rows()).toHaveLength(2);
  });
});

/** One connection, past the backend, whose session a test spoils as a proxy may. */
async function openOne(database: TestDatabase, options: { readonly preparedStatements?: boolean } = {}) {
  const url = parseDatabaseUrl(database.url);
  if (!url.ok) throw new Error(url.error);
  const dialect = DIALECTS[url.value.dialect];
  return new Kysely<unknown>({
    dialect: await dialect.connect(url.value, { ...DEFAULT_LIMITS, poolSize: 1, ...options }),
  });
}

const ONE = sql<{ one: string }>`SELECT CAST(${'1'} AS CHAR(1)) AS one`;

describeWith(['postgres'], 'a session is discarded', () => {
  const zone = sql<{ zone: string }>`SELECT current_setting('TimeZone') AS zone WHERE ${'a'} = ${'a'}`;

  test('its statements are prepared anew, and its settings are settled once more', async () => {
    await using database = await createTestDatabase('postgres');
    await database.run(`ALTER ROLE ${database.user} SET timezone = 'Asia/Tokyo'`);
    await using db = await openOne(database);
    for (const spoil of ['DISCARD ALL', 'DEALLOCATE ALL', 'DISCARD ALL']) {
      expect((await zone.execute(db)).rows).toEqual([{ zone: 'UTC' }]);
      await sql.raw(spoil).execute(db);
    }
    expect((await zone.execute(db)).rows).toEqual([{ zone: 'UTC' }]);
  });

  test('a transaction that did something is not gone on with', async () => {
    await using database = await createTestDatabase('postgres');
    await database.run('CREATE TABLE t (n INT)');
    await using db = await openOne(database);
    await ONE.execute(db);
    const transaction = db.transaction().execute(async (trx) => {
      await sql`INSERT INTO t VALUES (1)`.execute(trx);
      await sql`DEALLOCATE ALL`.execute(trx);
      await ONE.execute(trx);
    });
    await expect(transaction).rejects.toThrow('no longer accepts a prepared statement');
    expect(await database.run('SELECT n FROM t')).toEqual([]);
    expect((await ONE.execute(db)).rows).toEqual([{ one: '1' }]);
  });

  test('without prepared statements a session keeps none', async () => {
    await using database = await createTestDatabase('postgres');
    await using db = await openOne(database, { preparedStatements: false });
    await ONE.execute(db);
    const { rows } = await sql`SELECT name FROM pg_prepared_statements`.execute(db);
    expect(rows).toEqual([]);
  });
});

for (const kind of ['mariadb', 'mysql'] as const) {
  describeWith([`own-${kind}`], `no more statements can be prepared: ${kind}`, () => {
    test('they are sent as texts, with the same effect', async () => {
      await using server = await PrivateServer.start(kind);
      const database = await createTestDatabaseOn(server.url);
      await database.run('SET GLOBAL max_prepared_stmt_count = 0');
      await using service = await startProxiedService(kind, { poolSize: 2 }, database);
      expect(await service.create('shop')).toEqual(CREATED);
      expect((await service.service.ask('GET', LIST)).body).toMatchObject({ items: [{ address: 'shop@example.org' }] });
      const { backend } = service;
      const own = alias('shop@example.org', 'owner@example.net');
      const origin = await originOfNewKey(backend, own.goto);
      expect(await backend.handles?.take(handle('everywhere'), own.goto, origin)).toBe('taken_now');
      expect(await backend.aliases.deactivate(own.address, own.goto, origin)).toBe('deactivated');
      expect(service.service.failures).toEqual([]);
      expect(await database.run(`SHOW STATUS LIKE 'Prepared_stmt_count'`)).toMatchObject([{ Value: '0' }]);
    });
  });
}
