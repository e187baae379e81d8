import { beforeEach, describe, expect, test } from '@jest/globals';
import { nodeKeySecrets } from '../../src/adapters/system/node-key-secrets.js';
import { ListServedDomains } from '../../src/application/domains/list-served-domains.js';
import { BanTarget } from '../../src/domain/ban-target.js';
import type { EmailAddress } from '../../src/domain/addresses/email-address.js';
import { unwrap } from '../../src/domain/result.js';
import { useDatabase } from '../support/database-under-test.js';
import { type DatabaseKind, installations } from '../support/foreign/installations.js';
import { alias, domain, email, handle } from '../support/samples.js';
import { runningServers } from '../support/servers/running-servers.js';

const CLAIMED = { kind: 'claimed' };
const OTHER = { kind: 'taken', by: { kind: 'other' } };
const EVERYTHING = { limit: 200, offset: 0 };
const OWNER = email('owner@example.net');
const isMysql = (kind: DatabaseKind) => kind === 'mariadb' || kind === 'mysql';

/**
 * Rows with capitals, as others write them. A collation that ignores case finds them, for Postfix too, and then they count like any
 * other row; bytes that differ are another name.
 */
for (const kind of ['sqlite', ...runningServers()] as const) {
  for (const { name, schema } of installations(kind)) {
    const isPostfixadmin = schema === 'postfixadmin';
    const folds = isMysql(kind) && name !== 'haltman';

    describe(`letter case: ${name} × ${kind}`, () => {
      const under = useDatabase(kind, name);
      const run = (sql: string) => under.database.run(sql);
      const claim = (address: string, goto = OWNER.value) =>
        under.backend.aliases.claim({ alias: alias(address, goto) });
      const addDomain = (text: string) =>
        run(
          isPostfixadmin
            ? `INSERT INTO domain (domain, description, transport, aliases) VALUES ('${text}', '', '', 1)`
            : `INSERT INTO domain (name, active${columns.has('active_mx') ? ', active_mx, active_ui' : ''})
               VALUES ('${text}', 1${columns.has('active_mx') ? ', 1, 1' : ''})`,
        );
      const addAlias = (address: string, goto: string) =>
        run(
          isPostfixadmin
            ? `INSERT INTO alias (address, goto, domain) VALUES ('${address}', '${goto}', 'example.org')`
            : `INSERT INTO alias (address, goto) VALUES ('${address}', '${goto}')`,
        );
      let columns: ReadonlySet<string>;

      beforeEach(async () => {
        await under.backend.domains.add(domain('example.org'), { visible: true });
        const [row] = await run(`SELECT * FROM domain`);
        columns = new Set(Object.keys(row ?? {}));
      });

      test('a domain in capitals is served, listed, disabled and enabled if its column ignores case, and otherwise is not there', async () => {
        await addDomain('Few.Example');
        const { domains } = under.backend;
        const few = folds ? { name: 'few.example', active: true, visible: true } : undefined;
        const found = await domains.find(domain('few.example'));
        if (few) expect(found).toMatchObject(few);
        else expect(found).toBeUndefined();
        const served = (await new ListServedDomains(domains).execute()).map(({ value }) => value);
        expect(served).toEqual(['example.org', ...(folds ? ['few.example'] : [])].sort());
        expect((await domains.list()).map((one) => one.name)).toContain(folds ? 'few.example' : 'Few.Example');
        const id = found?.id;
        const ids = await domains.idsOf(['few.example', 'FEW.example', 'example.org']);
        expect([ids.get('few.example'), ids.get('FEW.example')]).toEqual([id, id]);
        for (const active of [false, true]) {
          const switched = await domains.setActive(domain('few.example'), active);
          expect(switched?.active).toBe(folds ? active : undefined);
          expect((await domains.find(domain('few.example')))?.active).toBe(folds ? active : undefined);
        }
      });

      test('an alias in capitals is its goto’s own, in any case, if the column ignores it', async () => {
        const { aliases } = under.backend;
        await addAlias('Mixed@Example.Org', 'Owner@Example.net');
        // PostfixAdmin's rows are only the owner's whom Postern gave them out to.
        if (isPostfixadmin)
          await run(`INSERT INTO postern_alias (address, owner_email) VALUES ('mixed@example.org', '${OWNER.value}')`);
        const own = alias('mixed@example.org', OWNER.value);
        const claimed = await claim(own.address.value);
        if (folds) expect(claimed).toEqual({ kind: 'taken', by: { kind: 'alias', alias: own } });
        else expect(claimed).toEqual(isPostfixadmin ? OTHER : CLAIMED);
        expect(await claim(own.address.value, 'late@example.net')).toMatchObject({ kind: 'taken' });
        expect(await aliases.deactivate(own.address, email('late@example.net'))).toBe(
          folds || !isPostfixadmin ? 'not_owned' : 'not_found',
        );
        if (!folds) return;
        expect(await aliases.list({ ...EVERYTHING, owner: OWNER })).toHaveLength(1);
        const since = new Date(0);
        const stats = await aliases.stats({ owner: OWNER, createdSince: since, modifiedSince: since, max: 9 });
        expect(stats.byDomain).toEqual([{ domain: 'example.org', total: 1, active: 1 }]);
        expect(await aliases.deactivate(own.address, OWNER)).toBe('deactivated');
        expect(await aliases.deactivate(own.address, OWNER)).toBe('inactive');
        expect(await aliases.revive({ alias: own })).toBe('revived');
        expect(await aliases.setActive(own.address, false)).toBe('set');
      });

      test('a goto in capitals is the owner’s mailbox', async () => {
        const { aliases } = under.backend;
        const own = alias('shop@example.org', OWNER.value);
        await claim(own.address.value);
        await run(`UPDATE alias SET goto = 'Owner@Example.net'`);
        expect(await claim(own.address.value)).toEqual({ kind: 'taken', by: { kind: 'alias', alias: own } });
        expect(await aliases.deactivate(own.address, OWNER)).toBe('deactivated');
        expect(await aliases.revive({ alias: own })).toBe('revived');
      });

      test('a key in capitals is listed with its owner’s', async () => {
        const key = { hash: 'ab'.repeat(32), owner: OWNER, createdAt: new Date(), expiresAt: new Date(8e12) };
        const { id } = await under.backend.keys.add(key);
        await under.backend.keys.add({ ...key, hash: nodeKeySecrets.hash(nodeKeySecrets.generate()) });
        // A table of ours alone; the haltman API writes the other.
        const table = isPostfixadmin ? 'postern_key' : 'api_tokens';
        await run(`UPDATE ${table} SET owner_email = 'Owner@Example.net' WHERE id = ${id}`);
        expect(await under.backend.keys.list({ owner: OWNER })).toHaveLength(2);
        expect(await under.backend.keys.list({ owner: email('other@example.net') })).toEqual([]);
      });

      test('a ban in capitals strikes if the column ignores case, and one with an accent never does', async () => {
        const table = isPostfixadmin ? 'postern_ban' : 'api_bans';
        // Ours compares bytes; the haltman API's has the collation of its database.
        const strikes = isMysql(kind) && !isPostfixadmin;
        const at = new Date();
        const target = unwrap(BanTarget.parse('domain', 'few.example'));
        const find = () => under.backend.bans.findKind([target], at);
        await run(`INSERT INTO ${table} (ban_type, ban_value, reason) VALUES ('domain', 'Few.Example', 'x')`);
        expect(await find()).toBe(strikes ? 'domain' : undefined);
        if (!strikes) return;
        await run(`UPDATE ${table} SET ban_value = 'féw.example'`);
        expect(await find()).toBeUndefined();
      });

      if (!isPostfixadmin) {
        test('a handle in capitals is given up by its owner in any case, if its column ignores it', async () => {
          await run(
            `INSERT INTO alias_handle (handle, address, active) VALUES ('Every.Where', 'Owner@Example.net', 1)`,
          );
          const release = (owner: EmailAddress) => under.backend.handles?.release(handle('every.where'), owner);
          expect(await release(email('late@example.net'))).toBe(folds ? 'not_owned' : 'not_found');
          expect(await release(OWNER)).toBe(folds ? 'released' : 'not_found');
          if (folds) expect(await claim('every.where@example.org')).toMatchObject({ kind: 'taken' });
        });
      }

      if (isPostfixadmin) {
        test('a hidden domain stays hidden in capitals', async () => {
          await under.backend.domains.add(domain('few.example'), { visible: false });
          await run(`UPDATE domain SET domain = 'Few.Example' WHERE domain = 'few.example'`);
          const served = (await new ListServedDomains(under.backend.domains).execute()).map(({ value }) => value);
          expect(served).toEqual(['example.org']);
        });

        test('a domain’s limit and its alias domains hold in any letter case', async () => {
          await run(`UPDATE domain SET domain = 'Example.Org', aliases = 2 WHERE domain = 'example.org'`);
          await under.backend.domains.add(domain('twin.example'), { visible: true });
          await run(`INSERT INTO alias_domain (alias_domain, target_domain) VALUES ('twin.example', 'Example.Org')`);
          if (kind === 'postgres' || kind === 'sqlite') {
            // Postfix looks up the target as it stands.
            await run(
              `INSERT INTO alias (address, goto, domain) VALUES ('shop@Example.Org', 'a@b.example', 'Example.Org')`,
            );
            expect(await claim('shop@twin.example')).toEqual(OTHER);
            expect(await claim('box@twin.example')).toEqual(CLAIMED);
            return;
          }
          expect(await claim('shop@example.org')).toEqual(CLAIMED);
          expect(await claim('shop@twin.example')).toEqual(OTHER);
          expect(
            await under.backend.aliases.claimMany([
              alias('box@example.org', 'a@b.example'),
              alias('box@twin.example', 'a@b.example'),
            ]),
          ).toEqual([CLAIMED, OTHER]);
          expect(await claim('three@example.org')).toEqual({ kind: 'limit_reached', limit: 2 });
          expect(await claim('shop@example.org')).toMatchObject({ kind: 'taken', by: { kind: 'alias' } });
        });
      }

      if (folds) {
        test('a name with an accent is another name, though its collation takes it for this one', async () => {
          const column = isPostfixadmin ? 'domain' : 'name';
          await run(`DELETE FROM domain`);
          await run(
            `ALTER TABLE domain MODIFY ${column} VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL`,
          );
          await addDomain('éxample.org');
          expect(await run(`SELECT ${column} FROM domain WHERE ${column} = 'example.org'`)).toHaveLength(1);
          const { domains } = under.backend;
          expect(await domains.find(domain('example.org'))).toBeUndefined();
          expect(await domains.setActive(domain('example.org'), false)).toBeUndefined();
          expect((await domains.idsOf(['example.org'])).size).toBe(0);
          expect(await new ListServedDomains(domains).execute()).toEqual([]);
          expect((await domains.list()).map(({ name: text, active }) => [text, active])).toEqual([
            ['éxample.org', true],
          ]);
        });
      }
    });
  }
}
