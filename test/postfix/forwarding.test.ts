import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { disposeAll } from '../support/dispose-all.js';
import { installations, schemasOn } from '../support/foreign/installations.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { MailRoute } from '../support/postfix/mail-route.js';
import { describeWithPostfix } from '../support/postfix/describe-with-postfix.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';

const MAP_TYPE = { sqlite: 'sqlite', mariadb: 'mysql', mysql: 'mysql', postgres: 'pgsql' } as const;
const NO_SUCH_USER = 550;
const RELAY_DENIED = 554;

/** A real Postfix forwards real mail by what the service wrote, and by what others wrote beside it. */
for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  for (const schema of schemasOn(kind)) {
    // The mail server's own tables, where there are such.
    const installation = installations(kind).findLast((one) => one.schema === schema);
    if (!installation) throw new Error(`${schema} has no installation on ${kind}`);

    describeWithPostfix(
      `forwarding: ${installation.name} × ${kind}`,
      [MAP_TYPE[kind]],
      () => {
        let database: InstalledDatabase;
        let route: MailRoute;
        const run = (sql: string) => database.run(sql);
        const off = kind === 'postgres' && schema === 'postfixadmin' ? 'false' : '0';
        const insert = (address: string, goto: string) =>
          schema === 'postfixadmin'
            ? run(`INSERT INTO alias (address, goto, domain)
              VALUES ('${address}', '${goto}', '${address.replace(/.*@/, '').toLowerCase()}')`)
            : run(`INSERT INTO alias (address, goto) VALUES ('${address}', '${goto}')`);

        beforeAll(async () => {
          database = await installDatabase(kind, installation);
          route = await MailRoute.open(database, installation);
        });
        afterAll(() => disposeAll(route, database));

        test('the very next mail to a new alias arrives at its goto', async () => {
          for (const i of [1, 2, 3, 4, 5]) {
            await route.create(`next${i}`, 'owner@example.net');
            expect(await route.deliver(`next ${i}`, `next${i}@example.org`)).toEqual(['owner@example.net']);
          }
        });

        test('capitals, an extension, and what a shell or SQL would trip on arrive', async () => {
          await route.create("o'brien+tag", 'owner@example.net');
          await route.create('shop', 'owner@example.net');
          expect(await route.deliver('quote', "o'brien+tag@example.org")).toEqual(['owner@example.net']);
          expect(await route.deliver('capitals', 'SHOP@Example.ORG')).toEqual(['owner@example.net']);
          expect(await route.deliver('extension', 'shop+more@example.org')).toEqual(['owner@example.net']);
          expect(await route.lookup("o'brien+tag@example.org")).toBe('owner@example.net');
        });

        test('a mail to two aliases goes to both owners', async () => {
          await route.create('a', 'a@example.net');
          await route.create('b', 'b@example.net');
          const { accepted } = await route.send('two', 'a@example.org', 'b@example.org');
          expect(accepted).toHaveLength(2);
          for (const owner of ['a@example.net', 'b@example.net'])
            await route.sink.received(({ subject, rcptTo }) => subject === 'two' && rcptTo.includes(owner));
        });

        test('a disabled or deleted alias, and one that never was, are no user', async () => {
          await route.create('asleep', 'owner@example.net');
          await route.create('gone', 'owner@example.net');
          await run(`UPDATE alias SET active = ${off} WHERE address = 'asleep@example.org'`);
          await run(`DELETE FROM alias WHERE address = 'gone@example.org'`);
          for (const handle of ['asleep', 'gone', 'never'])
            expect([handle, await route.refusal(`${handle}@example.org`)]).toEqual([handle, NO_SUCH_USER]);
        });

        test('a domain that is unknown or disabled is not relayed to, whatever rows it has', async () => {
          await route.command('domain', 'add', 'disabled.example');
          await insert('shop@disabled.example', 'owner@example.net');
          expect(await route.lookup('shop@disabled.example')).toBe('owner@example.net');
          await route.command('domain', 'disable', 'disabled.example');
          for (const name of ['disabled.example', 'unknown.example']) {
            expect(await route.lookup(`shop@${name}`)).toBeUndefined();
            expect(await route.refusal(`shop@${name}`)).toBe(RELAY_DENIED);
          }
        });

        test('rows that others wrote break nothing: several destinations, capitals, a catch-all, NULL', async () => {
          await route.command('domain', 'add', 'odd.example');
          await insert('team@odd.example', 'a@example.net,b@example.net');
          await insert('Mixed@Odd.Example', 'mixed@example.net');
          if (schema === 'postfixadmin')
            await run(`UPDATE alias SET domain = 'odd.example' WHERE address LIKE '%ixed%'`);
          expect(await route.refusal('nobody@odd.example')).toBe(NO_SUCH_USER);
          // The tables that we make ourselves take no NULL; the core's own do.
          if (installation.tables.length > 0 && schema === 'haltman') {
            await run(`INSERT INTO alias (address, goto, active) VALUES ('null@odd.example', 'x@example.net', NULL)`);
            expect(await route.refusal('null@odd.example')).toBe(NO_SUCH_USER);
          }
          await insert('@odd.example', 'all@example.net');
          const { accepted } = await route.send('team', 'team@odd.example');
          expect(accepted).toHaveLength(1);
          for (const owner of ['a@example.net', 'b@example.net'])
            await route.sink.received(({ subject, rcptTo }) => subject === 'team' && rcptTo.includes(owner));
          expect(await route.deliver('anybody', 'anybody@odd.example')).toEqual(['all@example.net']);
          expect(await route.lookup('a@example.org')).toBe('a@example.net');
        });

        if (schema === 'haltman') {
          test('a handle is asked before the aliases, on every served domain', async () => {
            await route.command('domain', 'add', 'second.example');
            await run(`INSERT INTO alias_handle (handle, address) VALUES ('everywhere', 'handle@example.net')`);
            for (const name of ['example.org', 'second.example'])
              expect(await route.deliver(`handle ${name}`, `everywhere@${name}`)).toEqual(['handle@example.net']);
            expect(await route.lookup('everywhere@elsewhere.example')).toBeUndefined();
            await run('UPDATE alias_handle SET address = NULL, active = 0');
            expect(await route.refusal('everywhere@example.org')).toBe(NO_SUCH_USER);
          });
        }

        if (schema === 'postfixadmin') {
          test('a handle is asked behind what PostfixAdmin has, active or not, on every served domain', async () => {
            await route.command('domain', 'add', 'second.example');
            await run(`INSERT INTO postern_handle (handle, owner_email) VALUES ('everywhere', 'handle@example.net')`);
            await insert('everywhere@second.example', 'first@example.net');
            expect(await route.deliver('by handle', 'everywhere@example.org')).toEqual(['handle@example.net']);
            expect(await route.deliver('handle+', 'everywhere+more@example.org')).toEqual(['handle@example.net']);
            expect(await route.deliver('not by handle', 'everywhere@second.example')).toEqual(['first@example.net']);
            expect(await route.lookup('everywhere@elsewhere.example')).toBeUndefined();
            await run(`UPDATE alias SET active = ${off} WHERE address = 'everywhere@second.example'`);
            expect(await route.refusal('everywhere@second.example')).toBe(NO_SUCH_USER);
            await run('UPDATE postern_handle SET active = 0');
            expect(await route.refusal('everywhere@example.org')).toBe(NO_SUCH_USER);
          });

          test('an alias domain’s mail goes where its target’s goes, and a mailbox is a user', async () => {
            await route.command('domain', 'add', 'twin.example');
            await run(`INSERT INTO alias_domain (alias_domain, target_domain) VALUES ('twin.example', 'example.org')`);
            await route.create('both', 'owner@example.net');
            expect(await route.deliver('twin', 'both@twin.example')).toEqual(['owner@example.net']);
            expect(await route.refusal('never@twin.example')).toBe(NO_SUCH_USER);
            await run(`INSERT INTO mailbox (username, password, name, maildir, local_part, domain)
            VALUES ('joe@example.org', 'x', '', 'joe/', 'joe', 'example.org')`);
            expect(await route.deliver('mailbox', 'joe@example.org')).toEqual(['joe@example.org']);
          });
        }
      },
      [kind],
    );
  }
}
