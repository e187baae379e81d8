import { beforeEach, expect, test } from '@jest/globals';
import { openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { useDatabase } from '../support/database-under-test.js';
import { originOfNewKey } from '../support/origins.js';
import { alias, domain, email, handle } from '../support/samples.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';
import { describeWith } from '../support/describe-with.js';

const OTHER = { kind: 'taken', by: { kind: 'other' } };
const CLAIMED = { kind: 'claimed' };
const RACES = 20;
const EVERYTHING = { limit: 200, offset: 0 };

/** What PostfixAdmin's tables say beyond the ports, and what PostfixAdmin itself writes into them beside us. */
for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  describeWith([kind], `postfixadmin × ${kind}`, () => {
    const under = useDatabase(kind, 'postfixadmin 3.3');
    const [on, off] = kind === 'postgres' ? ['true', 'false'] : ['1', '0'];
    const run = (sql: string) => under.database.run(sql);
    const claim = (address: string, goto = 'owner@example.net', active = true) =>
      under.backend.aliases.claim({ alias: alias(address, goto, active) });
    const list = () => under.backend.aliases.list(EVERYTHING);
    const handles = () => {
      if (!under.backend.handles) throw new Error('there are no handles');
      return under.backend.handles;
    };

    const insertAlias = (address: string, goto: string, at = address.replace(/.*@/, '')) =>
      `INSERT INTO alias (address, goto, domain) VALUES ('${address}', '${goto}', '${at}')`;
    const insertMailbox = (address: string) =>
      `INSERT INTO mailbox (username, password, name, maildir, local_part, domain)
       VALUES ('${address}', 'x', '', '${address}/', '${address.replace(/@.*/, '')}', '${address.replace(/.*@/, '')}')`;
    const setLimit = (limit: number) => run(`UPDATE domain SET aliases = ${limit} WHERE domain = 'example.org'`);

    beforeEach(async () => {
      await under.backend.domains.add(domain('example.org'), { visible: true });
      await under.backend.domains.add(domain('twin.example'), { visible: true });
    });

    test('a handle is held by another’s mailbox or row on any domain, and by an alias that PostfixAdmin deleted', async () => {
      const take = (name: string) => handles().take(handle(name), email('owner@example.net'));
      await run(insertMailbox('joe@twin.example'));
      await run(insertAlias('team@twin.example', 'owner@example.net,b@example.net'));
      await run(insertAlias('own@twin.example', 'owner@example.net'));
      await claim('gone@example.org', 'other@example.net');
      await run(`DELETE FROM alias WHERE address = 'gone@example.org'`);
      expect(await Promise.all(['joe', 'team', 'gone'].map(take))).toEqual(['held', 'held', 'held']);
      expect(await take('own')).toBe('taken_now');
      expect(await take('free')).toBe('taken_now');
      expect(await claim('free@twin.example')).toEqual(OTHER);
    });

    test('a mailbox whose mail goes on is no alias', async () => {
      await run(insertMailbox('joe@example.org'));
      await run(insertAlias('joe@example.org', 'joe@example.net'));
      expect([...(await under.backend.owners.findAliases([email('joe@example.org')]))]).toEqual([]);
    });

    test(`of a handle and an alias on a domain that is new, one is given out, ${RACES} times`, async () => {
      for (let i = 0; i < RACES; i++) {
        const name = `new${i}.example`;
        const [taken, claimed] = await Promise.all([
          handles().take(handle(`shop${i}`), email('owner@example.net')),
          under.backend.domains
            .add(domain(name), { visible: true })
            .then(() => claim(`shop${i}@${name}`, 'other@example.net')),
        ]);
        expect([taken, claimed.kind]).toEqual(taken === 'taken_now' ? ['taken_now', 'taken'] : ['held', 'claimed']);
      }
    });

    test('an alias is a row as PostfixAdmin would have made it, and one beside it that says whose it is', async () => {
      const shop = alias('shop@example.org', 'owner@example.net');
      const origin = await originOfNewKey(under.backend, shop.goto);
      await under.backend.aliases.claim({ alias: shop, origin });
      const [row] = await run('SELECT address, goto, domain, active, created, modified FROM alias');
      expect(row).toMatchObject({ address: 'shop@example.org', goto: 'owner@example.net', domain: 'example.org' });
      expect([1, true]).toContain(row?.['active']);
      expect(await run('SELECT address, owner_email FROM postern_alias')).toEqual([
        { address: 'shop@example.org', owner_email: 'owner@example.net' },
      ]);
      // Who loses has done nothing.
      await under.backend.aliases.claim({ alias: alias('shop@example.org', 'late@example.net'), origin });
      const [activity, ...none] = await run('SELECT * FROM postern_activity');
      expect(none).toEqual([]);
      expect(activity).toMatchObject({
        owner_email: 'owner@example.net',
        type: 'alias_create',
        address: 'shop@example.org',
        request_id: 'r1',
        request_ip: '192.0.2.1',
        user_agent: 'test',
      });
      expect(Number(activity?.['key_id'])).toBe(origin.keyId);
      const [record] = await list();
      expect(Math.abs((record?.createdAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    });

    test('a mailbox’s address is taken, with or without the alias row that PostfixAdmin gives it', async () => {
      await run(insertAlias('joe@example.org', 'joe@example.org'));
      await run(insertMailbox('joe@example.org'));
      await run(insertMailbox('ann@example.org'));
      for (const name of ['joe', 'ann']) expect(await claim(`${name}@example.org`)).toEqual(OTHER);
      expect(await run('SELECT goto FROM alias')).toEqual([{ goto: 'joe@example.org' }]);
      expect(await list()).toEqual([]);
    });

    test('a mailbox that is being made takes its address from the claim that waits for it', async () => {
      const other = await under.database.newConnection();
      await other.run(kind === 'sqlite' ? 'BEGIN IMMEDIATE' : 'BEGIN');
      await other.run(insertAlias('joe@example.org', 'joe@example.org'));
      const waiting = claim('joe@example.org');
      // The claim has nothing to be answered with until this ends; a claim of another address has.
      if (kind !== 'sqlite') expect(await claim('ann@twin.example')).toEqual(CLAIMED);
      await other.run(insertMailbox('joe@example.org'));
      await other.run('COMMIT');
      expect(await waiting).toEqual(OTHER);
      await other.close();
    });

    test.each([
      ['the alias domain', 'twin.example', 'example.org'],
      ['its target', 'example.org', 'twin.example'],
    ])('an address is taken on %s while its twin has mail', async (_, at, twin) => {
      await run(`INSERT INTO alias_domain (alias_domain, target_domain) VALUES ('twin.example', 'example.org')`);
      await run(insertAlias(`shop@${twin}`, 'a@example.net'));
      await run(insertMailbox(`joe@${twin}`));
      expect(await claim(`shop@${at}`)).toEqual(OTHER);
      expect(await claim(`joe@${at}`)).toEqual(OTHER);
      expect(await claim(`free@${at}`)).toEqual(CLAIMED);
      expect(await claim(`free@${twin}`)).toEqual(OTHER);
    });

    test('of twins that are claimed at once one is', async () => {
      await run(`INSERT INTO alias_domain (alias_domain, target_domain) VALUES ('twin.example', 'example.org')`);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          claim(i % 2 ? 'shop@example.org' : 'shop@twin.example', `owner${i}@example.net`),
        ),
      );
      expect(outcomes.filter((outcome) => outcome.kind === 'claimed')).toHaveLength(1);
      expect(await list()).toHaveLength(1);
    });

    test('a domain’s limit is kept exactly, by callers in two processes', async () => {
      await setLimit(5);
      const second = await openSqlBackend({ url: under.database.url, schema: 'postfixadmin' });
      const outcomes = await Promise.all(
        Array.from({ length: 64 }, (_, i) =>
          (i % 2 ? under.backend : second).aliases.claim({ alias: alias(`h${i}@example.org`, 'owner@example.net') }),
        ),
      );
      await second.close();
      expect(outcomes.filter((outcome) => outcome.kind === 'claimed')).toHaveLength(5);
      expect(outcomes.filter((outcome) => outcome.kind !== 'claimed')).toEqual(
        Array.from({ length: 59 }, () => ({ kind: 'limit_reached', limit: 5 })),
      );
      expect(await list()).toHaveLength(5);
    });

    test('a limit counts as PostfixAdmin does: inactive ones too, mailboxes not, other domains not', async () => {
      await setLimit(3);
      await run(insertAlias('joe@example.org', 'joe@example.org'));
      await run(insertMailbox('joe@example.org'));
      await run(insertAlias('shop@twin.example', 'a@example.net'));
      await run(insertAlias('postmaster@example.org', 'a@example.net'));
      expect(await claim('one@example.org', 'owner@example.net', false)).toEqual(CLAIMED);
      expect(await claim('two@example.org')).toEqual(CLAIMED);
      expect(await claim('three@example.org')).toEqual({ kind: 'limit_reached', limit: 3 });
      expect(await claim('two@example.org')).toMatchObject({ kind: 'taken' });
      await setLimit(4);
      expect(await claim('three@example.org')).toEqual(CLAIMED);
      await setLimit(-1);
      expect(await claim('four@example.org')).toEqual({ kind: 'limit_reached', limit: 0 });
      await setLimit(0);
      expect(await claim('four@example.org')).toEqual(CLAIMED);
    });

    test('a row of several destinations is listed as it stands, nobody’s own, and never rewritten', async () => {
      const goto = 'owner@example.net,b@example.net';
      await run(insertAlias('team@example.org', goto));
      expect(await claim('team@example.org')).toEqual(OTHER);
      expect(await under.backend.aliases.revive({ alias: alias('team@example.org', 'owner@example.net') })).toBe(
        'not_held',
      );
      expect(await list()).toMatchObject([{ id: undefined, address: 'team@example.org', goto, active: true }]);
      expect(await run('SELECT goto FROM alias')).toEqual([{ goto }]);
    });

    test('many claims at once meet mailboxes, twins, foreign rows and the limit as single ones do', async () => {
      const many = (...addresses: readonly string[]) =>
        under.backend.aliases.claimMany(addresses.map((address) => alias(address, 'owner@example.net')));
      await run(insertMailbox('ann@example.org'));
      await run(insertAlias('team@example.org', 'a@example.net,b@example.net'));
      await run(insertAlias('foreign@example.org', 'owner@example.net'));
      await run(`INSERT INTO alias_domain (alias_domain, target_domain) VALUES ('twin.example', 'example.org')`);
      await setLimit(4);
      const limit = { kind: 'limit_reached', limit: 4 };
      expect(
        await many(
          'ann@example.org',
          'ann@twin.example',
          'team@example.org',
          'foreign@example.org',
          'one@example.org',
          'one@twin.example',
          'two@twin.example',
          'two@example.org',
          'three@example.org',
          'four@example.org',
          'four@twin.example',
        ),
      ).toEqual([OTHER, OTHER, OTHER, OTHER, CLAIMED, OTHER, CLAIMED, OTHER, CLAIMED, limit, CLAIMED]);
      expect(await many('five@example.org')).toEqual([limit]);
      await setLimit(-1);
      expect(await many('five@example.org')).toEqual([{ kind: 'limit_reached', limit: 0 }]);
      expect(await claim('one@example.org')).toMatchObject({ kind: 'taken', by: { kind: 'alias' } });
    });

    test('an address that PostfixAdmin takes under many claims goes to it, and the others to their owner', async () => {
      const other = await under.database.newConnection();
      await other.run(kind === 'sqlite' ? 'BEGIN IMMEDIATE' : 'BEGIN');
      await other.run(insertAlias('joe@example.org', 'joe@example.org'));
      const waiting = under.backend.aliases.claimMany([
        alias('ann@example.org', 'owner@example.net'),
        alias('joe@example.org', 'owner@example.net'),
      ]);
      if (kind !== 'sqlite') expect(await claim('ann@twin.example')).toEqual(CLAIMED);
      await other.run('COMMIT');
      await other.close();
      expect(await waiting).toEqual([CLAIMED, OTHER]);
      expect((await list()).map(({ address }) => address)).toContain('ann@example.org');
      expect(await run(`SELECT goto FROM alias WHERE address = 'joe@example.org'`)).toEqual([
        { goto: 'joe@example.org' },
      ]);
    });

    test('what an administrator made of an alias of ours stays so, and its address with its owner', async () => {
      await claim('shop@example.org');
      await claim('gone@example.org');
      await run(`UPDATE alias SET goto = 'x@example.net', active = ${off} WHERE address = 'shop@example.org'`);
      await run(`DELETE FROM alias WHERE address = 'gone@example.org'`);
      for (const address of ['shop@example.org', 'gone@example.org']) {
        for (const owner of ['owner@example.net', 'thief@example.net', 'x@example.net']) {
          expect(await claim(address, owner)).toEqual(OTHER);
          expect(await under.backend.aliases.revive({ alias: alias(address, owner) })).toBe('not_held');
        }
      }
      expect(await list()).toMatchObject([{ goto: 'x@example.net', active: false }]);
    });

    test('a row that is ours to nobody is not an owner’s, though it goes to them', async () => {
      await run(insertAlias('shop@example.org', 'owner@example.net'));
      expect(await claim('shop@example.org')).toEqual(OTHER);
      const own = alias('other@example.org', 'owner@example.net');
      expect(await under.backend.aliases.list({ ...EVERYTHING, owner: own.goto })).toEqual([]);
    });

    test('odd rows break nothing', async () => {
      await run(insertAlias('Mixed@Example.Org', 'Joe@Example.net', 'example.org'));
      await run(insertAlias('@example.org', 'all@example.net'));
      await run(insertAlias('bare', 'root', 'example.org'));
      expect(await claim('mixed@example.org')).toMatchObject({ kind: kind.startsWith('m') ? 'taken' : 'claimed' });
      expect(await claim('shop@example.org')).toEqual(CLAIMED);
      expect((await list()).map(({ address }) => address)).toEqual(
        expect.arrayContaining(['Mixed@Example.Org', '@example.org', 'bare', 'shop@example.org']),
      );
    });

    test('owners on a domain are found in lists and in capitals, and mailboxes of PostfixAdmin’s own are none', async () => {
      await run(insertAlias('team@example.org', 'A@Other.Example,b@example.net'));
      await run(insertAlias('last@example.org', 'b@example.net, c@other.example'));
      await run(insertAlias('joe@example.org', 'joe@other.example'));
      await run(`INSERT INTO domain (domain, description, transport) VALUES ('other.example', '', '')`);
      await run(insertMailbox('joe@other.example'));
      await run(insertAlias('joe@other.example', 'joe@other.example'));
      expect(await under.backend.owners.findOn(domain('other.example'), 9)).toEqual([
        'a@other.example',
        'c@other.example',
      ]);
    });

    test('a domain that is only passed on is not served, and the pseudo-domain is none', async () => {
      await run(`UPDATE domain SET backupmx = ${on} WHERE domain = 'twin.example'`);
      await run(`INSERT INTO domain (domain, description, transport) VALUES ('ALL', '', '')`);
      expect(await under.backend.domains.find(domain('twin.example'))).toMatchObject({ active: false });
      expect((await under.backend.domains.list()).map(({ name }) => name)).toEqual(['example.org', 'twin.example']);
    });

    test('a domain that PostfixAdmin made, deleted and made again is seen, whatever it was before', async () => {
      await under.backend.domains.add(domain('hidden.example'), { visible: false });
      await run(`DELETE FROM domain WHERE domain = 'hidden.example'`);
      expect(await under.backend.domains.add(domain('hidden.example'), { visible: true })).toMatchObject({
        kind: 'added',
        domain: { visible: true },
      });
    });
  });
}
