import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Domain } from '../../src/domain/addresses/domain.js';
import { Handle } from '../../src/domain/addresses/handle.js';
import { disposeAll } from '../support/dispose-all.js';
import { installation } from '../support/foreign/installations.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { describeWithPostfix } from '../support/postfix/describe-with-postfix.js';
import { MailRoute } from '../support/postfix/mail-route.js';

const NO_ADDRESS = 501;
const CHARACTERS = "az09#$&'*+-.=?^_{}~";

const HANDLES = [
  ...[...CHARACTERS].flatMap((c) => [c, `${c}a`, `a${c}b`, `a${c}`, `${c}${c}a`, `a${c}${c}b`, `a${c}${c}`]),
  ...['1.2', 'a.b.c.d', 'a-.b', 'a.-b', '-a.b', '--a', 'owner-a', 'a-request', '=?utf-8?q?a?=', '$(a)', '${a}'],
  ...[...CHARACTERS].map((c) => `x${c.repeat(63)}`),
];

const LABEL = 'x'.repeat(63);
const DOMAINS = [
  ...[
    '1.2',
    '0.0',
    '1.2.3',
    '192.0.2.1',
    '999.999.999.999',
    '1.2.3.4.5',
    '127.0.0.1',
    '1.a',
    'a.1',
    'a.123',
    '3com.example',
  ],
  ...['1.2-3', '1-2.3', '0x7f.1', '1e3.5', 'a--b.example', 'xn--a.example', 'xn--11b4c3d.xn--11b4c3d', 'a.b'],
  ...['-a.example', 'a-.example', 'a.example-', 'a.-1', `${LABEL}.example`, `${LABEL}x.example`],
  ...[`${LABEL}.${LABEL}.${LABEL}.${'y'.repeat(61)}`, Array(126).fill('a').join('.')],
];

/** A Postfix with default settings takes every form that we give out; what it refuses, we refuse. */
describeWithPostfix('recipients of every form', ['sqlite'], () => {
  let database: InstalledDatabase;
  let route: MailRoute;
  beforeAll(async () => {
    const haltman = installation('sqlite', 'haltman');
    database = await installDatabase('sqlite', haltman);
    route = await MailRoute.open(database, haltman);
  });
  afterAll(() => disposeAll(route, database));

  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const insert = (address: string, goto: string) =>
    database.run(`INSERT INTO alias (address, goto) VALUES (${quoted(address)}, ${quoted(goto)})`);

  test('a handle that we give out is taken, and goes on to an owner of the same form, letter for letter', async () => {
    const fitting = HANDLES.filter((handle) => Handle.parse(handle).ok);
    expect(fitting.length).toBeGreaterThan(100);
    for (const handle of new Set(fitting)) await insert(`${handle}@example.org`, `${handle}@example.net`);
    const { rejected } = await route.send('handles', ...new Set(fitting.map((handle) => `${handle}@example.org`)));
    expect(rejected).toEqual([]);
    for (const handle of fitting)
      await route.sink.received(
        ({ rcptTo, subject }) => subject === 'handles' && rcptTo.includes(`${handle}@example.net`),
      );
  });

  test('a handle with a hyphen first is refused by both', async () => {
    const refused = HANDLES.filter((handle) => handle.startsWith('-') && Handle.parseExisting(handle).ok);
    expect(refused).toContain('-a');
    for (const handle of new Set(refused)) {
      await insert(`${handle}@example.org`, 'owner@example.net');
      expect([handle, await route.refusal(`${handle}@example.org`)]).toEqual([handle, NO_ADDRESS]);
      expect(Handle.parse(handle)).toEqual({ ok: false, error: { kind: 'leading_hyphen' } });
    }
  });

  test('a domain is taken by both or by neither', async () => {
    for (const name of DOMAINS) {
      await database.run(`INSERT INTO domain (name) VALUES ('${name}')`);
      await insert(`shop@${name}`, 'owner@example.net');
      const code = await route.refusal(`shop@${name}`);
      expect([name, code]).toEqual([name, Domain.parse(name).ok ? undefined : NO_ADDRESS]);
    }
  });
});
