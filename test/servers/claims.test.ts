import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openSqlBackend, type SqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { emptyTables } from '../support/database-under-test.js';
import { installations, schemasOn } from '../support/foreign/installations.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { alias, domain, email, handle } from '../support/samples.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';
import { describeWith } from '../support/describe-with.js';

const CALLERS = 64;
const CLAIMS = 320;
const RACES = 40;
const QUOTA = 3;
const EVERYTHING = { limit: 200, offset: 0 };

/** A trigger that lets no alias of this one address be made. */
const REFUSE_POISON = {
  sqlite: `CREATE TRIGGER refuse BEFORE INSERT ON alias WHEN NEW.address = 'poison@example.org'
    BEGIN SELECT RAISE(ABORT, 'by a trigger'); END`,
  mariadb: `CREATE TRIGGER refuse BEFORE INSERT ON alias FOR EACH ROW BEGIN
    IF NEW.address = 'poison@example.org' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'by a trigger'; END IF; END`,
  mysql: `CREATE TRIGGER refuse BEFORE INSERT ON alias FOR EACH ROW BEGIN
    IF NEW.address = 'poison@example.org' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'by a trigger'; END IF; END`,
  postgres: `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'by a trigger'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON alias FOR EACH ROW WHEN (NEW.address = 'poison@example.org') EXECUTE FUNCTION refuse()`,
} as const;

/** What claims are to each other over several connections and several processes, which two backends stand for. */
for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  for (const schema of schemasOn(kind)) {
    const [installation] = installations(kind).filter((one) => one.schema === schema);
    if (!installation) throw new Error(`${schema} has no installation on ${kind}`);
    describeWith([kind], `claims at once: ${installation.name} × ${kind}`, () => {
      let database: InstalledDatabase;
      let backends: readonly [SqlBackend, SqlBackend];

      beforeAll(async () => {
        database = await installDatabase(kind, installation);
      });
      beforeEach(async () => {
        await emptyTables(database, schema);
        const open = () => openSqlBackend({ url: database.url, schema });
        backends = [await open(), await open()];
        await backends[0].domains.add(domain('example.org'), { visible: true });
      });
      afterEach(async () => {
        for (const backend of backends) await backend.close();
      });
      afterAll(async () => {
        await database[Symbol.asyncDispose]();
      });

      /** Claims all of these, by so many callers that each take the next one when theirs is answered. */
      async function claimAll(handles: readonly string[], ownerOf: (index: number) => string) {
        const outcomes: string[] = [];
        const rest = handles.entries();
        await Promise.all(
          Array.from({ length: CALLERS }, async () => {
            for (const [index, handle] of rest) {
              const { aliases } = backends[index % 2 === 0 ? 0 : 1];
              outcomes[index] = (await aliases.claim({ alias: alias(`${handle}@example.org`, ownerOf(index)) })).kind;
            }
          }),
        );
        return outcomes;
      }

      const rising = Array.from({ length: CLAIMS }, (_, i) => `h${String(i).padStart(6, '0')}`);
      const count = async () => Number((await database.run('SELECT COUNT(*) AS n FROM alias'))[0]?.['n']);

      test(`${CLAIMS} handles in rising order by ${CALLERS} callers are all claimed`, async () => {
        expect(await claimAll(rising, () => 'owner@example.net')).toEqual(rising.map(() => 'claimed'));
        expect(await count()).toBe(CLAIMS);
      });

      test('the same twice over by several owners: each is claimed once', async () => {
        const twice = rising.flatMap((handle) => [handle, handle]);
        const outcomes = await claimAll(twice, (index) => `owner${index}@example.net`);
        expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(CLAIMS);
        expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(CLAIMS);
        expect(await count()).toBe(CLAIMS);
      });

      test('aliases and handles of two owners, by two processes: each gets as many as their quota has room for', async () => {
        const owners = ['owner@example.net', 'other@example.net'] as const;
        const each = Array.from({ length: RACES }, (_, i) => i);
        const outcomes = await Promise.all(
          each.flatMap((i) => {
            const { aliases, handles } = backends[i % 4 < 2 ? 0 : 1];
            const owner = owners[i % 2 === 0 ? 0 : 1];
            return [
              aliases
                .claim({ alias: alias(`box${i}@example.org`, owner), quota: QUOTA })
                .then((outcome) => outcome.kind),
              Promise.resolve(handles?.take(handle(`handle${i}`), email(owner), undefined, QUOTA)),
            ];
          }),
        );
        const counts = ['claimed', 'taken_now', 'quota_reached'].map(
          (kind) => outcomes.filter((outcome) => outcome === kind).length,
        );
        expect(counts).toEqual([2 * QUOTA, 2 * QUOTA, 2 * RACES - 4 * QUOTA]);
        expect(await count()).toBe(2 * QUOTA);
      });

      test('one claim that the database refuses fails alone, whoever it came with', async () => {
        await database.run(REFUSE_POISON[kind]);
        const names = ['a', 'poison', 'b', 'c'];
        const outcomes = await Promise.allSettled(
          names.map((name) => backends[0].aliases.claim({ alias: alias(`${name}@example.org`, 'owner@example.net') })),
        );
        await database.run(kind === 'postgres' ? 'DROP TRIGGER refuse ON alias' : 'DROP TRIGGER refuse');
        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
        expect(await count()).toBe(3);
      });

      test.each([
        ['', undefined],
        [', with a quota', RACES],
      ])('a name and what extends it, by several processes: each family is one owner’s%s', async (_, quota) => {
        const counts: number[] = [];
        for (let i = 0; i < RACES; i++) {
          const [base, extended] = i % 2 === 0 ? backends : [backends[1], backends[0]];
          const outcomes = await Promise.all([
            base.aliases.claim({ alias: alias(`box${i}@example.org`, 'owner@example.net'), quota }),
            extended.aliases.claim({ alias: alias(`box${i}+bank@example.org`, 'other@example.net'), quota }),
          ]);
          counts.push(outcomes.filter(({ kind: outcome }) => outcome === 'claimed').length);
        }
        expect(counts).toEqual(counts.map(() => 1));
      });

      test('one address by all of them is claimed once, and all learn by whom', async () => {
        const owners = Array.from({ length: CALLERS }, (_, i) => `owner${i}@example.net`);
        const outcomes = await Promise.all(
          owners.map((owner, i) =>
            backends[i % 2 === 0 ? 0 : 1].aliases.claim({ alias: alias('shop@example.org', owner) }),
          ),
        );
        const winner = owners[outcomes.findIndex(({ kind: outcome }) => outcome === 'claimed')] ?? '';
        const held = { kind: 'taken', by: { kind: 'alias', alias: alias('shop@example.org', winner) } };
        expect(outcomes.filter(({ kind: outcome }) => outcome !== 'claimed')).toEqual(owners.slice(1).map(() => held));
        expect(await backends[0].aliases.list(EVERYTHING)).toMatchObject([{ goto: winner }]);
      });
    });
  }
}
