import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DialectName } from '../../src/adapters/sql/connections/dialect.js';
import {
  checkSqlDatabase,
  migrateSqlTables,
  openSqlBackend,
  planSqlTables,
} from '../../src/adapters/sql/open-sql-backend.js';
import { disposeAll } from '../support/dispose-all.js';
import { describeWith } from '../support/describe-with.js';
import { type DatabaseKind, installation } from '../support/foreign/installations.js';
import { ledgerOf, olderPostfixadminTables } from '../support/foreign/older-tables.js';
import { createDatabase, type InstalledDatabase } from '../support/installed-database.js';
import { originOfNewKey } from '../support/origins.js';
import { alias, domain, email, handle } from '../support/samples.js';
import { connect } from '../support/servers/raw-connection.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';

const OWNER = 'owner@example.net';
const INSTANCES = 3;

for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  describeWith([kind], `tables of older releases × ${kind}`, () => {
    const dialect: DialectName = kind === 'mariadb' ? 'mysql' : kind;

    describe.each(olderPostfixadminTables(dialect))('PostfixAdmin $name', ({ migrations, statements }) => {
      let database: InstalledDatabase;
      const options = () => ({ url: database.url, schema: 'postfixadmin', mail: true }) as const;

      beforeEach(async () => {
        database = await createDatabase(kind);
        const foreign = installation(kind, 'postfixadmin 3.3').tables;
        for (const statement of foreign) await database.run(statement);
        // By the user who is to alter them.
        await using user = kind === 'sqlite' ? undefined : await connect(database.url);
        for (const statement of [...statements, ...ledgerOf(migrations)]) await (user ?? database).run(statement);
        for (const statement of rowsIn(statements.join())) await database.run(statement);
      });
      afterEach(() => disposeAll(database));

      test('are upgraded with their rows, and the service works on them', async () => {
        await migrateSqlTables(options());
        expect(await describeOwn(database, dialect)).toEqual(await describeNew(kind, dialect));
        expect(await migrateSqlTables(options())).toEqual([]);
        expect(await planSqlTables(options())).toEqual([]);
        const findings = await checkSqlDatabase(options());
        expect(findings.filter(({ level }) => level === 'error')).toEqual([]);

        const backend = await openSqlBackend(options());
        try {
          const owner = email(OWNER);
          const list = await backend.aliases.list({ owner, limit: 9, offset: 0 });
          expect(list).toMatchObject([{ id: 1, address: 'old@example.org', goto: OWNER, active: true }]);
          const [key] = await backend.keys.list({ owner });
          expect(key).toMatchObject({ status: 'active', expiresAt: new Date('2030-01-01T00:00:00Z') });
          expect((await backend.domains.find(domain('example.org')))?.visible).toBe(false);
          const origin = await originOfNewKey(backend, owner);
          expect(await backend.aliases.claim({ alias: alias('new@example.org', OWNER), origin })).toEqual({
            kind: 'claimed',
          });
          expect(await backend.aliases.deactivate(email('old@example.org'), owner, origin)).toBe('deactivated');
          expect(await backend.handles?.take(handle('everywhere'), owner, origin)).toBe('taken_now');
          const activity = await backend.activity.list({ owner, limit: 9, offset: 0 });
          const hadActivity = statements.join().includes('postern_activity');
          expect(activity.map(({ subject }) => subject)).toEqual([
            'everywhere',
            'old@example.org',
            'new@example.org',
            ...(hadActivity ? ['old@example.org'] : []),
          ]);
        } finally {
          await backend.close();
        }
        const logged = await database.run(
          `SELECT request_id FROM postern_activity WHERE address = 'new@example.org' AND key_id IS NOT NULL`,
        );
        expect(logged).toEqual([{ request_id: 'r1' }]);
      });

      test('are upgraded once by several instances that start at once', async () => {
        const added = await Promise.all(Array.from({ length: INSTANCES }, () => migrateSqlTables(options())));
        expect(added.filter((names) => names.length > 0)).toHaveLength(1);
        expect(await describeOwn(database, dialect)).toEqual(await describeNew(kind, dialect));
      });

      test('are known to be older, and a dry run prints what is run; PostfixAdmin’s own are not altered', async () => {
        const plan = await planSqlTables(options());
        expect(plan.length).toBeGreaterThan(0);
        for (const statement of plan)
          expect(statement).toMatch(/^(CREATE TABLE|ALTER TABLE|CREATE INDEX \w+ ON) postern_\w+ /);
        const findings = await checkSqlDatabase(options());
        const level = dialect === 'sqlite' ? 'ok' : 'error';
        expect(findings.find(({ topic }) => topic === 'tables')).toMatchObject({
          level,
          message: expect.stringMatching(/^the database lacks postern_.*: run "postern migrate"$/),
        });
        if (dialect !== 'sqlite') await expect(openSqlBackend(options())).rejects.toThrow('run "postern migrate"');
        await using user = kind === 'sqlite' ? undefined : await connect(database.url);
        for (const statement of plan) await (user ?? database).run(statement);
        expect(await planSqlTables(options())).toEqual([]);
        expect(await describeOwn(database, dialect)).toEqual(await describeNew(kind, dialect));
      });

      // Elsewhere a migration is one transaction.
      if (dialect === 'mysql')
        test('go on where a migration was cut off', async () => {
          const plan = await planSqlTables(options());
          for (const [done, statement] of plan.entries()) {
            expect(await planSqlTables(options())).toEqual(plan.slice(done));
            await database.run(statement);
          }
          await migrateSqlTables(options());
          expect(await describeOwn(database, dialect)).toEqual(await describeNew(kind, dialect));
        });
    });

    if (kind === 'postgres')
      test('that another user made are not altered, and migrate says who may', async () => {
        await using database = await createDatabase(kind);
        const [older] = olderPostfixadminTables(dialect);
        const foreign = installation(kind, 'postfixadmin 3.3').tables;
        for (const statement of [...foreign, ...(older?.statements ?? [])]) await database.run(statement);
        await expect(migrateSqlTables({ url: database.url, schema: 'postfixadmin' })).rejects.toThrow(
          'the database\'s user may not alter postern_alias: run "postern migrate" as the user who made it',
        );
      });
  });
}

/** A row in each table that these statements make; all of one owner. */
function rowsIn(statements: string): readonly string[] {
  const hash = 'ab'.repeat(32);
  const bytes = statements.includes('BYTEA') ? `'\\x${hash}'` : `X'${hash}'`;
  const rows: Readonly<Record<string, string>> = {
    postern_alias: `INTO postern_alias (address, owner_email) VALUES ('old@example.org', '${OWNER}')`,
    postern_domain: `INTO postern_domain (name, visible) VALUES ('example.org', 0)`,
    postern_key: `INTO postern_key (owner_email, token_hash, expires_at)
      VALUES ('${OWNER}', ${bytes}, '2030-01-01 00:00:00${statements.includes('BYTEA') ? '+00' : ''}')`,
    postern_activity: `INTO postern_activity (owner_email, type, address)
      VALUES ('${OWNER}', 'alias_create', 'old@example.org')`,
    postern_handle: `INTO postern_handle (handle, owner_email) VALUES ('mine', '${OWNER}')`,
    postern_owner: `INTO postern_owner (owner_email, max_aliases) VALUES ('${OWNER}', 5)`,
  };
  return [
    `INSERT INTO domain (domain, description, transport) VALUES ('example.org', '', 'virtual')`,
    `INSERT INTO alias (address, goto, domain) VALUES ('old@example.org', '${OWNER}', 'example.org')`,
    ...Object.entries(rows).flatMap(([table, row]) =>
      statements.includes(`CREATE TABLE ${table} `) ? [`INSERT ${row}`] : [],
    ),
  ];
}

const DESCRIPTIONS: Readonly<Record<DialectName, string>> = {
  sqlite: `SELECT m.name || '.' || c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name LIKE 'postern_%'
    UNION SELECT tbl_name || ': ' || name FROM sqlite_master
    WHERE type = 'index' AND tbl_name LIKE 'postern_%' AND sql IS NOT NULL ORDER BY 1`,
  mysql: `SELECT CONCAT(table_name, '.', column_name, ' ', column_type, ' ', is_nullable) AS name
    FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name LIKE 'postern_%'
    UNION SELECT CONCAT(table_name, ': ', index_name, ' ', column_name) FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name LIKE 'postern_%' ORDER BY 1`,
  postgres: `SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS name
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'postern_%'
    UNION SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename LIKE 'postern_%' ORDER BY 1`,
};

/** The columns and the indexes of our tables, by name. */
async function describeOwn(database: InstalledDatabase, dialect: DialectName): Promise<readonly unknown[]> {
  return (await database.run(DESCRIPTIONS[dialect])).map(({ name }) => name);
}

/** Those of an installation of today. */
async function describeNew(kind: DatabaseKind, dialect: DialectName): Promise<readonly unknown[]> {
  await using database = await createDatabase(kind);
  for (const statement of installation(kind, 'postfixadmin 3.3').tables) await database.run(statement);
  await migrateSqlTables({ url: database.url, schema: 'postfixadmin', mail: true });
  return await describeOwn(database, dialect);
}
