import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Backend } from '../../../src/application/ports/backend.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { alias, domain, email, longestAddress, longestDomain } from '../../support/samples.js';

const RACERS = 20;
const EVERYTHING = { limit: 200, offset: 0 };

/** What every AliasStore and AliasList promises. */
export function aliasStoreContract(name: string, open: OpenTestBackend): void {
  describe(`AliasStore: ${name}`, () => {
    let opened: TestBackend;
    let aliases: Backend['aliases'];

    beforeEach(async () => {
      opened = await open();
      aliases = opened.backend.aliases;
      // As whoever claims has seen to; some tables refer from an alias to its domain.
      for (const name of ['example.org', longestDomain(opened.capabilities.longest)])
        await opened.backend.domains.add(domain(name), { visible: true });
    });
    afterEach(() => opened.dispose());

    test('a free address is claimed, and then listed as it was claimed', async () => {
      const before = Date.now();
      expect(await aliases.claim({ alias: alias('shop@example.org', 'owner@example.net') })).toEqual({
        kind: 'claimed',
      });
      const [record, ...rest] = await aliases.list(EVERYTHING);
      expect(rest).toEqual([]);
      expect(record).toMatchObject({ address: 'shop@example.org', goto: 'owner@example.net', active: true });
      expect(Number.isSafeInteger(record?.id)).toBe(true);
      expect(record?.createdAt).toEqual(record?.modifiedAt);
      expect(Math.abs((record?.createdAt.getTime() ?? 0) - before)).toBeLessThan(60_000);
    });

    test.each([true, false])('a held address is taken, by its holder (active: %s)', async (active) => {
      const held = alias('shop@example.org', 'owner@example.net', active);
      await aliases.claim({ alias: held });
      for (const goto of ['owner@example.net', 'other@example.net']) {
        expect(await aliases.claim({ alias: alias('shop@example.org', goto) })).toEqual({
          kind: 'taken',
          by: { kind: 'alias', alias: held },
        });
      }
      expect(await aliases.list(EVERYTHING)).toHaveLength(1);
    });

    test(`of ${RACERS} racing callers one wins, and the others learn who did`, async () => {
      const owners = Array.from({ length: RACERS }, (_, i) => `owner${i}@example.net`);
      const outcomes = await Promise.all(
        owners.map((owner) => aliases.claim({ alias: alias('shop@example.org', owner) })),
      );
      const winner = outcomes.findIndex((outcome) => outcome.kind === 'claimed');
      const held = alias('shop@example.org', owners[winner] ?? '');
      expect(outcomes.filter((_, i) => i !== winner)).toEqual(
        Array.from({ length: RACERS - 1 }, () => ({ kind: 'taken', by: { kind: 'alias', alias: held } })),
      );
      expect(await aliases.list(EVERYTHING)).toMatchObject([{ goto: owners[winner] }]);
    });

    test('racing claims of different addresses all win', async () => {
      const claims = Array.from({ length: RACERS }, (_, i) => alias(`shop${i}@example.org`, 'owner@example.net'));
      const outcomes = await Promise.all(claims.map((claim) => aliases.claim({ alias: claim })));
      expect(outcomes).toEqual(claims.map(() => ({ kind: 'claimed' })));
      const ids = (await aliases.list(EVERYTHING)).map((record) => record.id);
      expect(new Set(ids).size).toBe(RACERS);
    });

    test('addresses that a pattern or a collation would fold together are apart', async () => {
      const spellings = ['a_b', 'axb', 'a-b', 'a.b', 'ab', 'a+b', "a'b", 'a*b', 'a?b', 'a#b', 'a$b', '{a}', "''"];
      for (const handle of spellings) {
        expect(await aliases.claim({ alias: alias(`${handle}@example.org`, 'owner@example.net') })).toEqual({
          kind: 'claimed',
        });
      }
      expect((await aliases.list(EVERYTHING)).map((record) => record.address).reverse()).toEqual(
        spellings.map((handle) => `${handle}@example.org`),
      );
    });

    test('the longest legal address is kept whole', async () => {
      const { longest } = opened.capabilities;
      const served = longestDomain(longest);
      const address = `${'h'.repeat(Math.min(64, longest.address - served.length - 1))}@${served}`;
      const goto = longestAddress(longest.goto);
      expect(await aliases.claim({ alias: alias(address, goto) })).toEqual({ kind: 'claimed' });
      expect(await aliases.list(EVERYTHING)).toMatchObject([{ address, goto }]);
    });

    test('an address or a goto that is longer is refused', async () => {
      const { longest } = opened.capabilities;
      const owner = 'owner@example.net';
      if (longest.address < 254)
        expect(await aliases.claim({ alias: alias(longestAddress(longest.address + 1), owner) })).toEqual({
          kind: 'too_long',
          part: 'address',
          maxOctets: longest.address,
        });
      if (longest.goto < 254)
        expect(await aliases.claim({ alias: alias('shop@example.org', longestAddress(longest.goto + 1)) })).toEqual({
          kind: 'too_long',
          part: 'goto',
          maxOctets: longest.goto,
        });
      expect(await aliases.list(EVERYTHING)).toEqual([]);
    });

    test('an inactive alias of the same goto is revived, and only that', async () => {
      const asleep = alias('shop@example.org', 'owner@example.net', false);
      await aliases.claim({ alias: asleep });
      await aliases.claim({ alias: alias('other@example.org', 'owner@example.net', false) });
      expect(await aliases.revive({ alias: alias('shop@example.org', 'thief@example.net') })).toBe('not_held');
      expect(await aliases.revive({ alias: alias('gone@example.org', 'owner@example.net') })).toBe('not_held');
      expect(await aliases.list(EVERYTHING)).toMatchObject([{ active: false }, { active: false }]);
      expect(await aliases.revive({ alias: alias('shop@example.org', 'owner@example.net') })).toBe('revived');
      expect(await aliases.list(EVERYTHING)).toMatchObject([
        { address: 'other@example.org', active: false },
        { address: 'shop@example.org', active: true },
      ]);
    });

    test('an active alias of the same goto counts as revived', async () => {
      const active = alias('shop@example.org', 'owner@example.net');
      await aliases.claim({ alias: active });
      expect(await aliases.revive({ alias: active })).toBe('revived');
      expect(await aliases.list(EVERYTHING)).toMatchObject([{ active: true, goto: 'owner@example.net' }]);
    });

    test('a list is newest first, in pages, of one owner or of all', async () => {
      for (const i of [1, 2, 3, 4, 5]) {
        await aliases.claim({ alias: alias(`a${i}@example.org`, i % 2 ? 'odd@example.net' : 'even@example.net') });
      }
      const names = async (query: Parameters<typeof aliases.list>[0]) =>
        (await aliases.list(query)).map((record) => record.address.slice(0, 2));
      expect(await names(EVERYTHING)).toEqual(['a5', 'a4', 'a3', 'a2', 'a1']);
      expect(await names({ limit: 2, offset: 1 })).toEqual(['a4', 'a3']);
      expect(await names({ limit: 2, offset: 4 })).toEqual(['a1']);
      expect(await names({ limit: 2, offset: 5 })).toEqual([]);
      expect(await names({ ...EVERYTHING, owner: email('odd@example.net') })).toEqual(['a5', 'a3', 'a1']);
      expect(await names({ limit: 1, offset: 1, owner: email('even@example.net') })).toEqual(['a2']);
      expect(await names({ ...EVERYTHING, owner: email('nobody@example.net') })).toEqual([]);
    });

    test('what is returned is a copy', async () => {
      await aliases.claim({ alias: alias('shop@example.org', 'owner@example.net') });
      const [first] = await aliases.list(EVERYTHING);
      first?.createdAt.setTime(0);
      const [second] = await aliases.list(EVERYTHING);
      expect(second?.createdAt.getTime()).not.toBe(0);
    });
  });
}
