import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { disposeAll } from '../support/dispose-all.js';
import { installations, schemasOn } from '../support/foreign/installations.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { HOSTILE_KEYS, MALFORMED_KEYS } from '../support/postfix/hostile-keys.js';
import { MailRoute } from '../support/postfix/mail-route.js';
import { describeWithPostfix } from '../support/postfix/describe-with-postfix.js';
import { PrivatePostfix } from '../support/postfix/private-postfix.js';
import { SmtpDialogue } from '../support/postfix/smtp-dialogue.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';

const MAP_TYPE = { sqlite: 'sqlite', mariadb: 'mysql', mysql: 'mysql', postgres: 'pgsql' } as const;
const NO_ADDRESS = 501;
const NO_SUCH_USER = 550;
const RELAY_DENIED = 554;
const FROM = 'MAIL FROM:<stranger@example.com>';

/** Postfix leaves a database whose query failed alone for a minute: one stranger's recipient must not become everybody's 451. */
for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  for (const { schema, ...installation } of schemasOn(kind).map((name) => lastOf(kind, name))) {
    describeWithPostfix(
      `hostile keys: ${installation.name} × ${kind}`,
      [MAP_TYPE[kind]],
      () => {
        let database: InstalledDatabase;
        let route: MailRoute;
        let withoutUtf8: PrivatePostfix;
        const postfixes = () => [
          { postfix: route.postfix, keys: HOSTILE_KEYS, from: `${FROM} SMTPUTF8` },
          { postfix: withoutUtf8, keys: [...HOSTILE_KEYS, ...MALFORMED_KEYS], from: FROM },
        ];

        beforeAll(async () => {
          database = await installDatabase(kind, { ...installation, schema });
          route = await MailRoute.open(database, { ...installation, schema });
          withoutUtf8 = await PrivatePostfix.start({
            mainCf: [...route.mainCf, 'smtputf8_enable = no'],
            sinkPort: route.sink.port,
          });
          await route.create('shop', 'owner@example.net');
        });
        afterAll(() => disposeAll(withoutUtf8, route, database));

        test('a stranger’s recipient is refused alone, and the next one is accepted and forwarded', async () => {
          for (const [i, { postfix, keys, from }] of postfixes().entries()) {
            using session = await SmtpDialogue.open(postfix.port);
            await session.say(from);
            expect(await session.recipient('é@example.org')).toBe(NO_SUCH_USER);
            expect(await session.recipient('x@exämple.org')).toBe(withoutUtf8 === postfix ? NO_ADDRESS : RELAY_DENIED);
            for (const key of [...keys, ...MALFORMED_KEYS]) {
              // Postfix makes an address of some; the rest is refused for good, malformed UTF-8 after SMTPUTF8 with 500.
              const code = await session.recipient(key);
              expect([key.toString('latin1'), code, isTransient(code)]).toEqual([key.toString('latin1'), code, false]);
            }
            expect(await session.recipient('shop@example.org')).toBe(250);
            expect(await session.say('DATA')).toBe(354);
            expect(await session.say(`Subject: good ${i}\r\n\r\nhello\r\n.`)).toBe(250);
            const { rcptTo } = await route.sink.received(({ subject }) => subject === `good ${i}`);
            expect(rcptTo).toEqual(['owner@example.net']);
          }
        });

        test('an owner outside ASCII, whom Postfix asks about once the mail is sent, does not hold up others', async () => {
          const columns = schema === 'haltman' ? 'address, goto' : 'address, goto, domain';
          const rest = schema === 'haltman' ? '' : ", 'example.org'";
          // PostfixAdmin's latin1 on MariaDB has this one, and Postfix's LATIN1 on PostgreSQL lacks that one.
          const owner = kind === 'postgres' ? '中@exämple.net' : 'josé@exämple.net';
          await database.run(`INSERT INTO alias (${columns}) VALUES ('jose@example.org', '${owner}'${rest})`);
          for (const [i, { postfix, from }] of postfixes().entries()) {
            using session = await SmtpDialogue.open(postfix.port);
            await session.say(from);
            // Which cannot be returned then, and counts as none.
            expect(await session.recipient('jose@example.org')).toBe(kind === 'postgres' ? NO_SUCH_USER : 250);
            expect(await session.recipient('shop@example.org')).toBe(250);
            expect(await session.say('DATA')).toBe(354);
            expect(await session.say(`Subject: beside ${i}\r\n\r\nhello\r\n.`)).toBe(250);
            const isHere = await route.sink.received(
              ({ subject, rcptTo }) => subject === `beside ${i}` && rcptTo.includes('owner@example.net'),
            );
            expect(isHere).toBeDefined();
          }
        });

        test('every map answers every key', async () => {
          for (const { postfix, keys } of postfixes())
            for (const map of route.mainCf.flatMap((line) => line.match(/proxy:[^,\s]+/g) ?? []))
              expect([map, await postfix.lookupAll(map, keys)]).toEqual([map, { found: '', said: '' }]);
        });
      },
      [kind],
    );
  }
}

/** RFC 5321 4.2.1. */
function isTransient(code: number): boolean {
  return code >= 400 && code < 500;
}

/** With the mail server's own tables, if it has any. */
function lastOf(kind: Parameters<typeof installations>[0], schema: ReturnType<typeof schemasOn>[number]) {
  const found = installations(kind).findLast((one) => one.schema === schema);
  if (!found) throw new Error(`${schema} has no installation on ${kind}`);
  return found;
}
