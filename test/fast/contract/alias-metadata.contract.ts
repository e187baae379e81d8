import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AliasClaim } from '../../../src/application/ports/alias-store.js';
import type { Backend } from '../../../src/application/ports/backend.js';
import { AliasNote } from '../../../src/domain/alias-note.js';
import { AliasSite } from '../../../src/domain/alias-site.js';
import { unwrap } from '../../../src/domain/result.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { alias, domain, email } from '../../support/samples.js';

const SHOP = alias('shop@example.org', 'owner@example.net');
const PAST = new Date('2020-01-02T03:04:05.678Z');
const FUTURE = new Date('2999-01-02T03:04:05.678Z');
const CALLERS = 5;

const metadata = {
  note: unwrap(AliasNote.parse('for the shop,\nsince 2026')),
  site: unwrap(AliasSite.parse('shop.example')),
  expiresAt: FUTURE,
  pinned: true,
};
const kept = { note: 'for the shop,\nsince 2026', site: 'shop.example', expiresAt: FUTURE, pinned: true };

/** What every AliasStore promises of metadata and of expiry. */
export function aliasMetadataContract(name: string, open: OpenTestBackend): void {
  describe(`Metadata of aliases: ${name}`, () => {
    let opened: TestBackend;
    let aliases: Backend['aliases'];

    beforeEach(async () => {
      opened = await open();
      aliases = opened.backend.aliases;
      await opened.backend.domains.add(domain('example.org'), { visible: true });
    });
    afterEach(() => opened.dispose());

    const claim = (address: string, expiresAt?: Date) =>
      aliases.claim({ alias: alias(address, 'owner@example.net'), metadata: { expiresAt } });
    const metadataOf = async (address: string) => (await aliases.metadataOf([address])).get(address);
    const isActive = async (address: string) => {
      const records = await aliases.scan({ limit: 99 });
      return records.find((record) => record.address === address)?.active;
    };

    test('is kept as it was claimed, for each of many claims that come at once', async () => {
      const claims: AliasClaim[] = [
        { alias: SHOP, metadata },
        { alias: alias('plain@example.org', 'owner@example.net') },
        { alias: alias('pinned@example.org', 'other@example.net'), metadata: { pinned: true } },
        { alias: alias('empty@example.org', 'owner@example.net'), metadata: {} },
      ];
      const outcomes = await Promise.all(claims.map((each) => aliases.claim(each)));
      expect(outcomes).toEqual(claims.map(() => ({ kind: 'claimed' })));
      const all = [...claims.map(({ alias: { address } }) => address.value), 'nobody@example.org'];
      expect([...(await aliases.metadataOf(all))].sort()).toEqual([
        ['pinned@example.org', { note: undefined, site: undefined, expiresAt: undefined, pinned: true }],
        ['shop@example.org', kept],
      ]);
      expect(await aliases.metadataOf([])).toEqual(new Map());
    });

    test('of a claim that found the address taken is not kept', async () => {
      await aliases.claim({ alias: SHOP, metadata });
      const other = alias('shop@example.org', 'other@example.net');
      expect(await aliases.claim({ alias: other, metadata: { pinned: false } })).toMatchObject({ kind: 'taken' });
      expect(await metadataOf('shop@example.org')).toEqual(kept);
    });

    test('an alias is deactivated once its expiry is past, and no other', async () => {
      await claim('past@example.org', PAST);
      await claim('future@example.org', FUTURE);
      await claim('never@example.org');
      expect(await aliases.deactivateExpired(PAST, 9)).toBe(1);
      expect(await aliases.deactivateExpired(new Date(), 9)).toBe(0);
      const active = await Promise.all(['past', 'future', 'never'].map((each) => isActive(`${each}@example.org`)));
      expect(active).toEqual([false, true, true]);
      expect((await metadataOf('past@example.org'))?.expiresAt).toEqual(PAST);
      expect(await aliases.deactivateExpired(new Date(FUTURE.getTime() - 1), 9)).toBe(0);
      expect(await aliases.deactivateExpired(FUTURE, 9)).toBe(1);
      expect(await isActive('future@example.org')).toBe(false);
    });

    test('those that expired first come first, no more than asked for', async () => {
      for (const [at, name] of ['c', 'a', 'b'].entries())
        await claim(`${name}@example.org`, new Date(PAST.getTime() + at));
      expect(await aliases.deactivateExpired(new Date(), 2)).toBe(2);
      expect(await Promise.all(['a', 'b', 'c'].map((each) => isActive(`${each}@example.org`)))).toEqual([
        false,
        true,
        false,
      ]);
    });

    test(`${CALLERS} callers at once deactivate each alias once`, async () => {
      for (let i = 0; i < CALLERS; i++) await claim(`a${i}@example.org`, PAST);
      const found = await Promise.all(
        Array.from({ length: CALLERS }, () => aliases.deactivateExpired(new Date(), CALLERS)),
      );
      expect(Math.max(...found)).toBe(CALLERS);
      expect(await aliases.deactivateExpired(new Date(), CALLERS)).toBe(0);
      expect(await aliases.count({ active: true }, 9)).toBe(0);
    });

    test('who revives an alias after its expiry takes the expiry away; one to come stays', async () => {
      const owner = email('owner@example.net');
      const revive = (address: string) => aliases.revive({ alias: alias(address, owner.value) });
      await aliases.claim({ alias: SHOP, metadata: { ...metadata, expiresAt: PAST } });
      await claim('future@example.org', FUTURE);
      await claim('enabled@example.org', PAST);
      await aliases.deactivateExpired(new Date(), 9);
      await aliases.deactivate(email('future@example.org'), owner);
      expect([await revive('shop@example.org'), await revive('future@example.org')]).toEqual(['revived', 'revived']);
      expect(await aliases.setActive(email('enabled@example.org'), true)).toBe('set');
      expect(await metadataOf('shop@example.org')).toEqual({ ...kept, expiresAt: undefined });
      expect((await metadataOf('future@example.org'))?.expiresAt).toEqual(FUTURE);
      expect(await aliases.deactivateExpired(new Date(), 9)).toBe(0);
      expect(await aliases.count({ active: true }, 9)).toBe(3);
    });

    test('metadata that is given anew takes the place of what there was', async () => {
      const owner = email('owner@example.net');
      await aliases.claim({ alias: SHOP, metadata });
      await aliases.deactivate(SHOP.address, owner);
      expect(await aliases.revive({ alias: SHOP, metadata: { expiresAt: PAST } })).toBe('revived');
      expect(await metadataOf('shop@example.org')).toEqual({
        note: undefined,
        site: undefined,
        expiresAt: PAST,
        pinned: false,
      });
      expect(await aliases.deactivateExpired(new Date(), 9)).toBe(1);
      expect(await aliases.revive({ alias: SHOP, metadata: { expiresAt: PAST } })).toBe('revived');
      expect(await aliases.deactivateExpired(new Date(), 9)).toBe(1);
      expect(await isActive('shop@example.org')).toBe(false);
    });
  });
}
