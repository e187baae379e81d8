import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Backend } from '../../../src/application/ports/backend.js';
import { type AliasScan, type ClaimOutcome, MAX_CLAIMS } from '../../../src/application/ports/alias-store.js';
import type { Alias } from '../../../src/domain/alias.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { alias, domain, email, handle } from '../../support/samples.js';

const OWNER = 'owner@example.net';
const OTHER = 'other@example.net';
const RACERS = 20;
const RACED = 60;

const CLAIMED: ClaimOutcome = { kind: 'claimed' };
const heldBy = (held: Alias): ClaimOutcome => ({ kind: 'taken', by: { kind: 'alias', alias: held } });
const numbered = (count: number, owner = OWNER): Alias[] =>
  Array.from({ length: count }, (_, i) => alias(`h${String(i).padStart(4, '0')}@example.org`, owner));

/** What every AliasStore promises of many claims at once, and every AliasList of reading them all. */
export function claimManyContract(name: string, open: OpenTestBackend): void {
  describe(`many claims: ${name}`, () => {
    let opened: TestBackend;
    let backend: Backend;
    let aliases: Backend['aliases'];

    beforeEach(async () => {
      opened = await open();
      backend = opened.backend;
      aliases = backend.aliases;
      for (const served of ['example.org', 'example.com']) await backend.domains.add(domain(served), { visible: true });
    });
    afterEach(() => opened.dispose());

    const stored = async (query: Partial<AliasScan> = {}) =>
      (await aliases.scan({ limit: MAX_CLAIMS * 2, ...query })).map(({ address, goto, active }) => ({
        address,
        goto,
        active,
      }));
    const asStored = (all: readonly Alias[]) =>
      all.map(({ address, goto, active }) => ({ address: address.value, goto: goto.value, active }));

    test('each has its own outcome, as if they came one after another', async () => {
      const held = alias('held@example.org', OWNER, false);
      await aliases.claim({ alias: held });
      const first = alias('twice@example.org', OWNER);
      const asleep = alias('asleep@example.com', OWNER, false);
      const outcomes = await aliases.claimMany([
        first,
        alias('held@example.org', OTHER),
        alias('twice@example.org', OTHER),
        asleep,
        alias('held@example.org', OWNER),
        alias('held@example.com', OTHER),
        alias('twice@example.org', OWNER),
      ]);
      expect(outcomes).toEqual([CLAIMED, heldBy(held), heldBy(first), CLAIMED, heldBy(held), CLAIMED, heldBy(first)]);
      expect(await stored()).toEqual(asStored([asleep, alias('held@example.com', OTHER), held, first]));
      expect(
        (await aliases.list({ limit: 10, offset: 0, owner: email(OTHER) })).map((record) => record.address),
      ).toEqual(['held@example.com']);
    });

    test('no claim is no trouble', async () => {
      expect(await aliases.claimMany([])).toEqual([]);
    });

    test(`${MAX_CLAIMS} are claimed, repeated without effect, and no more are taken at once`, async () => {
      const all = numbered(MAX_CLAIMS);
      expect(await aliases.claimMany(all)).toEqual(all.map(() => CLAIMED));
      expect(await aliases.claimMany(all)).toEqual(all.map(heldBy));
      expect(await stored()).toEqual(asStored(all));
      await expect(aliases.claimMany(numbered(MAX_CLAIMS + 1))).rejects.toThrow(RangeError);
    });

    test('tried only, the outcomes are the same and nothing is left', async () => {
      const held = alias('held@example.org', OWNER);
      await aliases.claim({ alias: held });
      const all = [alias('a@example.org', OWNER), held, alias('a@example.org', OTHER)];
      const outcomes = [CLAIMED, heldBy(held), heldBy(alias('a@example.org', OWNER))];
      expect(await aliases.claimMany(all, { dryRun: true })).toEqual(outcomes);
      expect(await stored()).toEqual(asStored([held]));
      expect(await aliases.claimMany(all)).toEqual(outcomes);
    });

    test('no owner’s log tells of it', async () => {
      await aliases.claimMany(numbered(2));
      expect(await backend.activity.list({ owner: email(OWNER), limit: 10, offset: 0 })).toEqual([]);
    });

    test('what was claimed so is its owner’s as any other', async () => {
      await aliases.claimMany([alias('shop@example.org', OWNER, false)]);
      expect(await aliases.claim({ alias: alias('shop@example.org', OTHER) })).toMatchObject({ kind: 'taken' });
      expect(await aliases.revive({ alias: alias('shop@example.org', OTHER) })).toBe('not_held');
      expect(await aliases.revive({ alias: alias('shop@example.org', OWNER) })).toBe('revived');
      expect(await aliases.deactivate(email('shop@example.org'), email(OWNER))).toBe('deactivated');
    });

    test('a handle takes its address on every domain', async () => {
      const { handles } = backend;
      if (!handles) {
        expect(name).not.toMatch(/haltman|memory/);
        return;
      }
      expect(await handles.take(handle('shop'), email(OWNER))).toBe('taken_now');
      const outcomes = await aliases.claimMany([
        alias('shop@example.org', OWNER),
        alias('shop@example.com', OTHER),
        alias('shop2@example.org', OTHER),
      ]);
      expect(outcomes).toEqual([
        { kind: 'taken', by: { kind: 'other' } },
        { kind: 'taken', by: { kind: 'other' } },
        CLAIMED,
      ]);
    });

    test(`batches of the same ${RACED} addresses, in any order, race with claims of them: each goes to one`, async () => {
      const upwards = numbered(RACED, 'up@example.net');
      const downwards = numbered(RACED, 'down@example.net').reverse();
      const singly = numbered(RACED, 'single@example.net').filter((_, i) => i % 3 === 0);
      const outcomes = await Promise.all([
        aliases.claimMany(upwards),
        aliases.claimMany(downwards),
        Promise.all(singly.map((claim) => aliases.claim({ alias: claim }))),
        aliases.claimMany(downwards),
      ]);
      const rows = await stored();
      expect(rows).toHaveLength(RACED);
      const won = [upwards, downwards, singly, downwards].flatMap((claims, of) =>
        claims.filter((_, at) => outcomes[of]?.[at]?.kind === 'claimed'),
      );
      expect(asStored(won).sort((a, b) => (a.address < b.address ? -1 : 1))).toEqual(rows);
    });

    test(`handles and batches of others’ aliases of them race: each is one or the other`, async () => {
      const { handles } = backend;
      if (!handles) {
        expect(name).not.toMatch(/haltman|memory/);
        return;
      }
      const claims = Array.from({ length: RACERS }, (_, i) => alias(`shop${i}@example.org`, OTHER));
      const [outcomes, ...taken] = await Promise.all([
        aliases.claimMany(claims),
        ...claims.map(({ address }) => handles.take(address.handle, email(OWNER))),
      ]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(
        taken.map((outcome) => (outcome === 'taken_now' ? 'taken' : 'claimed')),
      );
    });

    test('a scan gives each alias once, in pages, by owner and domain too', async () => {
      const all = [
        ...numbered(25),
        ...numbered(10, OTHER).map((one) => alias(one.address.value.replace('.org', '.com'), OTHER)),
      ];
      await aliases.claimMany(all);
      const pages = async (query: Partial<AliasScan>) => {
        const found: string[] = [];
        for (;;) {
          const page = await aliases.scan({ ...query, limit: 4, after: found.at(-1) });
          if (page.length === 0) return found;
          found.push(...page.map(({ address }) => address));
          await aliases.claim({ alias: alias(`#${found.length}@example.org`, OWNER) });
        }
      };
      const names = all.map(({ address }) => address.value).sort();
      expect((await pages({})).filter((address) => address.startsWith('h'))).toEqual(names);
      expect(await pages({ owner: email(OTHER) })).toEqual(names.filter((address) => address.endsWith('.com')));
      expect(await pages({ domain: domain('example.com'), owner: email(OWNER) })).toEqual([]);
      expect((await pages({ domain: domain('example.com') })).length).toBe(10);
      const [record] = await aliases.scan({ limit: 1, after: 'h0023@example.org' });
      expect(record).toMatchObject({ address: 'h0024@example.org', goto: OWNER, active: true });
      expect(Math.abs((record?.createdAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    });
  });
}
