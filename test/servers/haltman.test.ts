import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from '@jest/globals';
import { nodeKeySecrets } from '../../src/adapters/system/node-key-secrets.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import { AuthenticateKey } from '../../src/application/keys/authenticate-key.js';
import { ApiKey } from '../../src/domain/api-key.js';
import { unwrap } from '../../src/domain/result.js';
import { useDatabase } from '../support/database-under-test.js';
import { installations } from '../support/foreign/installations.js';
import { alias, domain } from '../support/samples.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';
import { describeWith } from '../support/describe-with.js';

const OTHER = { kind: 'taken', by: { kind: 'other' } };
const CLAIMED = { kind: 'claimed' };
const EVERYTHING = { limit: 200, offset: 0 };
const RACES = 20;

/** What the haltman tables say beyond the ports, and what others write into them beside us: the core, its API, people. */
for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  for (const { name } of installations(kind).filter(({ schema }) => schema === 'haltman')) {
    describeWith([kind], `${name} × ${kind}`, () => {
      const under = useDatabase(kind, name);
      const run = (sql: string) => under.database.run(sql);
      const claim = (address: string, goto = 'owner@example.net') =>
        under.backend.aliases.claim({ alias: alias(address, goto) });
      const list = () => under.backend.aliases.list(EVERYTHING);

      beforeEach(async () => {
        await under.backend.domains.add(domain('example.org'), { visible: true });
      });

      test.each([1, 0])('a handle takes its address on all domains, also while active is %s', async (active) => {
        await run(`INSERT INTO alias_handle (handle, address, active) VALUES ('shop', 'other@example.net', ${active})`);
        for (const address of ['shop@example.org', 'shop@example.net'])
          expect(await claim(address, 'other@example.net')).toEqual(OTHER);
        expect(await claim('shop2@example.org')).toEqual(CLAIMED);
        expect(await list()).toHaveLength(1);
      });

      test(`of a handle and an alias that are taken at once one is, ${RACES} times`, async () => {
        const session = await under.database.newConnection();
        const winners = [];
        for (let i = 0; i < RACES; i++) {
          const [claimed, taken] = await Promise.all([
            claim(`shop${i}@example.org`),
            takeHandle(session, kind, `shop${i}`),
          ]);
          winners.push([claimed.kind === 'claimed', taken]);
        }
        await session.close();
        expect(winners.filter(([claimed, taken]) => claimed === taken)).toEqual([]);
        const [both] = await run(
          `SELECT COUNT(*) AS n FROM alias a JOIN alias_handle h ON a.address LIKE ${
            kind.startsWith('m') ? "CONCAT(h.handle, '@%')" : "h.handle || '@%'"
          }`,
        );
        expect(Number(both?.['n'])).toBe(0);
      });

      test.each(['a@example.net, b@example.net', 'shop@example.org', '/var/mail/x', ''])(
        'a row with the goto %j is nobody’s own, and is listed as it stands',
        async (goto) => {
          await run(`INSERT INTO alias (address, goto) VALUES ('shop@example.org', '${goto}')`);
          expect(await claim('shop@example.org')).toEqual(OTHER);
          expect(await list()).toMatchObject([{ goto, active: true }]);
        },
      );

      test('odd rows break nothing', async () => {
        await run(`INSERT INTO alias (address, goto) VALUES ('Mixed@Example.Org', 'Joe@Example.net')`);
        await run(`INSERT INTO alias (address, goto) VALUES ('@example.org', 'all@example.net')`);
        // The tables that we make ourselves take no NULL here; the core's own do.
        if (name !== 'haltman')
          await run(`INSERT INTO alias (address, goto, active, created, modified)
            VALUES ('null@example.org', 'owner@example.net', NULL, NULL, NULL)`);
        expect(await claim('shop@example.org')).toEqual(CLAIMED);
        const foldsLetters = name !== 'haltman';
        expect(await claim('mixed@example.org')).toMatchObject({ kind: foldsLetters ? 'taken' : 'claimed' });
        const records = await list();
        expect(records.map(({ address }) => address)).toEqual(
          expect.arrayContaining(['Mixed@Example.Org', '@example.org', 'shop@example.org']),
        );
        if (name === 'haltman') return;
        expect(records.find(({ address }) => address.startsWith('null'))).toMatchObject({ active: false });
        const asleep = alias('null@example.org', 'owner@example.net', false);
        expect(await claim('null@example.org')).toEqual({ kind: 'taken', by: { kind: 'alias', alias: asleep } });
        expect(await under.backend.aliases.revive({ alias: asleep })).toBe('revived');
        expect((await list()).find(({ address }) => address.startsWith('null'))).toMatchObject({ active: true });
      });

      test('many claims at once meet odd rows and spellings as single ones do', async () => {
        await run(`INSERT INTO alias (address, goto) VALUES ('Mixed@Example.Org', 'Joe@Example.net')`);
        await run(`INSERT INTO alias_handle (handle, address) VALUES ('Shop', 'joe@example.net')`);
        const foldsLetters = name !== 'haltman';
        const claims = ['mixed', 'shop', 'good'].map((handle) => alias(`${handle}@example.org`, 'owner@example.net'));
        const odd = { kind: foldsLetters ? 'taken' : 'claimed' };
        expect(await under.backend.aliases.claimMany(claims)).toMatchObject([odd, odd, CLAIMED]);
        expect(await claim('mixed@example.org')).toMatchObject({ kind: 'taken' });
        expect(await claim('shop@example.org')).toMatchObject({ kind: 'taken' });
      });

      test('a key that its API issued works, until its API revokes it', async () => {
        const key = 'c0ffee00'.repeat(8);
        const hash = createHash('sha256').update(key).digest('hex');
        const binary = { sqlite: `x'${hash}'`, postgres: `'\\x${hash}'`, mariadb: `x'${hash}'`, mysql: `x'${hash}'` }[
          kind
        ];
        await run(`INSERT INTO api_tokens (owner_email, token_hash, status, expires_at)
          VALUES ('owner@example.net', ${binary}, 'active', '2099-01-02 03:04:05')`);
        const authenticate = new AuthenticateKey(under.backend.keys, nodeKeySecrets, systemClock);
        const execute = () => authenticate.execute(unwrap(ApiKey.parse(key)));
        expect(await execute()).toMatchObject({ ok: true, value: { owner: { value: 'owner@example.net' } } });
        expect((await under.backend.keys.list({}))[0]?.expiresAt).toEqual(new Date('2099-01-02T03:04:05Z'));
        await run(`UPDATE api_tokens SET status = 'revoked', revoked_at = CURRENT_TIMESTAMP`);
        expect(await execute()).toMatchObject({ ok: false, error: { kind: 'revoked_key' } });
      });

      test('a revival is told by the time of the change', async () => {
        await run(`INSERT INTO alias (address, goto, active, created, modified)
          VALUES ('shop@example.org', 'owner@example.net', 0, '2020-01-01 00:00:00', '2020-01-01 00:00:00')`);
        await under.backend.aliases.revive({ alias: alias('shop@example.org', 'owner@example.net') });
        const [record] = await list();
        expect(record?.createdAt).toEqual(new Date('2020-01-01T00:00:00.000Z'));
        expect(record?.modifiedAt.getTime()).toBeGreaterThan(Date.UTC(2026, 0));
      });

      test('a domain is served by all the flags that its table has', async () => {
        expect(await under.backend.domains.find(domain('example.org'))).toMatchObject({ active: true });
        const columns = Object.keys((await run('SELECT * FROM domain'))[0] ?? {});
        for (const flag of ['active', 'active_mx'].filter((column) => columns.includes(column))) {
          await run(`UPDATE domain SET ${flag} = 0`);
          expect(await under.backend.domains.find(domain('example.org'))).toMatchObject({ active: false });
          expect(await under.backend.domains.setActive(domain('example.org'), true)).toMatchObject({ active: true });
        }
      });
    });
  }
}

/** As the README beside the schema says that it is to be done; `false` where an alias was there first. */
async function takeHandle(
  session: { run(sql: string): Promise<readonly object[]> },
  kind: string,
  handle: string,
): Promise<boolean> {
  const insert = `INSERT INTO alias_handle (handle, address) VALUES ('${handle}', 'other@example.net')`;
  const look = `SELECT id FROM alias WHERE address LIKE '${handle}@%'`;
  try {
    await session.run(kind === 'sqlite' ? 'BEGIN IMMEDIATE' : 'BEGIN');
    if (kind === 'postgres') await session.run('LOCK TABLE alias IN SHARE ROW EXCLUSIVE MODE');
    await session.run(insert);
    const isFree = (await session.run(kind.startsWith('m') ? `${look} LOCK IN SHARE MODE` : look)).length === 0;
    await session.run(isFree ? 'COMMIT' : 'ROLLBACK');
    return isFree;
  } catch (error) {
    // MariaDB may let the claim win by a deadlock.
    if ((error as { errno?: number }).errno !== 1213) throw error;
    return false;
  }
}
