import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqlBackend, type SqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { emptyTables } from '../support/database-under-test.js';
import { describeWith } from '../support/describe-with.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { alias, domain, email } from '../support/samples.js';
import { trials } from '../support/schemas/trials.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';

const OWNER = email('owner@example.net');
const SHOP = alias('shop@example.org', OWNER.value);
const OTHERS_SHOP = alias('shop@example.org', 'other@example.net');
const ALL = { limit: 9, offset: 0 };
const RACERS = 20;

/** What small schemas do with rows, past what the contract sees. */
for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  for (const { name, schema, tables } of trials(kind)) {
    describeWith([kind], `${name} × ${kind}`, () => {
      let database: InstalledDatabase;
      let backends: readonly [SqlBackend, SqlBackend];
      let aliases: SqlBackend['aliases'];
      const run = (sql: string) => database.run(sql);
      const isModoboa = name === 'modoboa';
      const off = kind === 'postgres' ? 'false' : '0';
      const now = kind === 'sqlite' ? `'2026-01-01 00:00:00'` : 'CURRENT_TIMESTAMP';

      beforeAll(async () => {
        database = await installDatabase(kind, { name, schema, tables });
      });
      beforeEach(async () => {
        await emptyTables(database, schema);
        const open = () => openSqlBackend({ url: database.url, schema });
        backends = [await open(), await open()];
        ({ aliases } = backends[0]);
        await backends[0].domains.add(domain('example.org'), { visible: true });
      });
      afterEach(async () => {
        for (const backend of backends) await backend.close();
      });
      afterAll(async () => {
        await database[Symbol.asyncDispose]();
      });

      /** Where mail to the address goes, by the mail server's own rows. */
      const destinations = async () =>
        (
          await run(
            isModoboa
              ? `SELECT r.address AS goto FROM admin_alias a JOIN modoboa_admin_aliasrecipient r ON r.alias_id = a.id
                 WHERE a.address = 'shop@example.org' AND a.enabled <> ${off} ORDER BY r.id`
              : `SELECT destination AS goto FROM virtual_aliases WHERE source = 'shop@example.org' ORDER BY id`,
          )
        ).map(({ goto }) => goto);
      const addDestination = (goto: string) =>
        run(
          isModoboa
            ? `INSERT INTO modoboa_admin_aliasrecipient (address, alias_id)
               SELECT '${goto}', id FROM admin_alias WHERE address = 'shop@example.org'`
            : `INSERT INTO virtual_aliases (domain_id, source, destination)
               SELECT id, 'shop@example.org', '${goto}' FROM virtual_domains`,
        );

      test('check finds nothing wrong', async () => {
        const findings = await backends[0].check();
        expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
      });

      test('of many that claim one address by two processes, one has it, in one row', async () => {
        const outcomes = await Promise.all(
          Array.from({ length: RACERS }, (_, i) =>
            backends[i % 2 ? 0 : 1].aliases.claim({ alias: alias('shop@example.org', `owner${i}@example.net`) }),
          ),
        );
        expect(outcomes.filter((outcome) => outcome.kind === 'claimed')).toHaveLength(1);
        expect(await destinations()).toEqual([
          `owner${outcomes.findIndex((one) => one.kind === 'claimed')}@example.net`,
        ]);
      });

      test('an inactive alias forwards nothing, keeps its address, and is revived once, however many ask for it', async () => {
        await aliases.claim({ alias: SHOP });
        expect(await aliases.deactivate(SHOP.address, OWNER)).toBe('deactivated');
        expect(await destinations()).toEqual([]);
        expect(await aliases.claim({ alias: OTHERS_SHOP })).toMatchObject({
          by: { alias: { goto: OWNER, active: false } },
        });
        expect(await aliases.revive({ alias: OTHERS_SHOP })).toBe('not_held');
        const revivals = Array.from({ length: RACERS }, (_, i) =>
          backends[i % 2 ? 0 : 1].aliases.revive({ alias: SHOP }),
        );
        expect(new Set(await Promise.all(revivals))).toEqual(new Set(['revived']));
        expect(await destinations()).toEqual([OWNER.value]);
      });

      test('revivals and deactivations that race leave one row or none, as the list says', async () => {
        await aliases.claim({ alias: SHOP });
        for (let round = 0; round < 5; round++) {
          await Promise.all(
            Array.from({ length: RACERS }, (_, i) =>
              i % 2 ? backends[0].aliases.revive({ alias: SHOP }) : backends[1].aliases.deactivate(SHOP.address, OWNER),
            ),
          );
          const [record] = await aliases.list({ owner: OWNER, ...ALL });
          expect(await destinations()).toEqual(record?.active ? [OWNER.value] : []);
        }
      });

      test('an alias with several destinations is nobody’s own, and an operator switches all of them', async () => {
        await aliases.claim({ alias: SHOP });
        await addDestination('more@example.net');
        expect(await aliases.deactivate(SHOP.address, OWNER)).toBe('not_owned');
        expect(await aliases.claim({ alias: SHOP })).toEqual({ kind: 'taken', by: { kind: 'other' } });
        for (const active of [false, true]) {
          expect(await aliases.setActive(SHOP.address, active)).toBe('set');
          expect(await aliases.list({ owner: OWNER, ...ALL })).toMatchObject([
            { active, goto: 'owner@example.net,more@example.net' },
          ]);
          expect(await destinations()).toEqual(active ? ['owner@example.net', 'more@example.net'] : []);
        }
        expect(await aliases.revive({ alias: SHOP })).toBe('not_held');
      });

      test('a row of the mail server’s own is listed, and has no owner, also once it was off', async () => {
        await run(
          isModoboa
            ? `INSERT INTO admin_alias (creation, last_modification, address, enabled, internal, description, domain_id)
               SELECT ${now}, ${now}, 'shop@example.org', enabled, ${off}, '', id FROM admin_domain`
            : 'SELECT 1',
        );
        await addDestination(OWNER.value);
        for (const active of [true, false, true]) {
          expect(await aliases.setActive(SHOP.address, active)).toBe('set');
          expect(await aliases.list(ALL)).toMatchObject([{ address: SHOP.address.value, active, goto: OWNER.value }]);
          expect(await aliases.list({ owner: OWNER, ...ALL })).toEqual([]);
          expect(await aliases.claim({ alias: SHOP })).toEqual({ kind: 'taken', by: { kind: 'other' } });
        }
        expect(await destinations()).toEqual([OWNER.value]);
      });

      test('a row that the mail server’s administrator deleted is gone, and its address passes to nobody', async () => {
        await aliases.claim({ alias: SHOP });
        if (isModoboa) await run('DELETE FROM modoboa_admin_aliasrecipient');
        await run(`DELETE FROM ${isModoboa ? 'admin_alias' : 'virtual_aliases'}`);
        expect(await aliases.list({ owner: OWNER, ...ALL })).toEqual([]);
        expect(await aliases.deactivate(SHOP.address, OWNER)).toBe('not_found');
        for (const claim of [SHOP, OTHERS_SHOP])
          expect(await aliases.claim({ alias: claim })).toEqual({ kind: 'taken', by: { kind: 'other' } });
      });

      if (isModoboa)
        describe('Modoboa', () => {
          test('a recipient with a mailbox here is said to be it', async () => {
            await backends[0].domains.add(domain('example.net'), { visible: true });
            await run(
              `INSERT INTO admin_mailbox (address, domain_id) SELECT 'owner', id FROM admin_domain WHERE name = 'example.net'`,
            );
            await aliases.claim({ alias: SHOP });
            await aliases.claim({ alias: alias('more@example.org', 'other@example.net') });
            const linked = await run(`SELECT m.address AS box FROM modoboa_admin_aliasrecipient r
              LEFT JOIN admin_mailbox m ON m.id = r.r_mailbox_id ORDER BY r.id`);
            expect(linked.map(({ box }) => box)).toEqual(['owner', null]);
          });

          test('the address of a mailbox is taken by its own row', async () => {
            await run(`INSERT INTO admin_alias (creation, last_modification, address, enabled, internal, description, domain_id)
              SELECT ${now}, ${now}, 'shop@example.org', enabled, enabled, '', id FROM admin_domain`);
            expect(await aliases.claim({ alias: SHOP })).toEqual({ kind: 'taken', by: { kind: 'other' } });
          });
        });
    });
  }
}
