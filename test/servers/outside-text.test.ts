import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSqlBackend, type SqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { disposeAll } from '../support/dispose-all.js';
import { installation } from '../support/foreign/installations.js';
import { HttpService } from '../support/http-service.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { describeOnServers } from '../support/describe-with.js';

const CHARSETS = {
  mariadb: ['latin1', 'utf8mb3', 'ascii'],
  mysql: ['latin1', 'utf8mb3', 'ascii'],
  postgres: ['LATIN1', 'SQL_ASCII', 'EUC_JP'],
} as const;

/** As Node.js hands on what comes: an octet a character. */
const octets = (text: string) => Buffer.from(text).toString('latin1');
const USER_AGENTS = [
  ['latin1', 'caf\u00e9 \u0080\u00ff', 'caf%E9 %80%FF'],
  ['UTF-8', octets('caf\u00e9 \u{1f600}'), 'caf%C3%A9 %F0%9F%98%80'],
  ['half a character', octets('\u{1f600}').slice(0, 3), '%F0%9F%98'],
  ['a tab', 'a\tb', 'a%09b'],
  ['long', 'x'.repeat(10_000), 'x'.repeat(255)],
  ['long and wide', '\u00ff'.repeat(1_000), '%FF'.repeat(85)],
  ['short', "Robert'); DROP TABLE alias;--", "Robert'); DROP TABLE alias;--"],
] as const;
const FORWARDED = [
  '192.0.2.7:443',
  '1'.repeat(70),
  `::ffff:${'0'.repeat(90)}`,
  'caf\u00e9',
  "'",
  '[2001:db8::1%eth0]:1',
];

describeOnServers('what callers send fits every column', (kind) => {
  const cases = CHARSETS[kind].flatMap((charset) =>
    (['haltman', 'postfixadmin 3.3'] as const).map((name) => [charset, name] as const),
  );
  describe.each(cases)('%s, %s', (charset, name) => {
    let database: InstalledDatabase;
    let backend: SqlBackend;
    let service: HttpService;
    beforeAll(async () => {
      const { schema, ...more } = installation(kind, name);
      database = await installDatabase(kind, { schema, ...more }, undefined, charset);
      backend = await openSqlBackend({ url: database.url, schema });
      service = await HttpService.start({ backend, trustedProxies: 1 });
    });
    afterAll(() => disposeAll(service, database));

    const table = name === 'haltman' ? 'api_logs' : 'postern_activity';
    const lastAgent = async () => {
      const [row] = await database.run(`SELECT user_agent FROM ${table} ORDER BY id DESC LIMIT 1`);
      return row?.['user_agent'];
    };

    test.each(USER_AGENTS)('a user agent: %s', async (what, sent, kept) => {
      const alias_handle = what.toLowerCase().replaceAll(' ', '-');
      const response = await service.create({ alias_handle, alias_domain: 'example.org' }, { 'User-Agent': sent });
      expect([response.status, await lastAgent()]).toEqual([200, kept]);
    });

    test.each([...FORWARDED.entries()])('X-Forwarded-For (%i): %.20s', async (at, forwarded) => {
      const body = { alias_handle: `from${at}`, alias_domain: 'example.org' };
      const response = await service.create(body, {
        'X-Forwarded-For': forwarded,
        'X-Request-Id': `${'r'.repeat(64)}${at % 2 ? '\u00e9' : ''}`,
      });
      expect([response.status, service.failures]).toEqual([200, []]);
    });

    test('fields of bodies and queries', async () => {
      for (const text of ['caf\u00e9', '\u{1f600}', '\0', '\ud800', 'x'.repeat(5_000)]) {
        const create = await service.create({ alias_handle: text, alias_domain: text });
        const remove = await service.ask('POST', '/api/alias/delete', { alias: `${text}@example.org` });
        const take = await service.ask('POST', '/api/handle/create', { handle: text });
        const query = encodeURIComponent(text.toWellFormed());
        const list = await service.ask('GET', `/api/alias/list?q=${query}`);
        expect([create.status, remove.status, take.status, list.status]).toEqual([400, 400, 400, 400]);
      }
      expect(service.failures).toEqual([]);
    });
  });
});
