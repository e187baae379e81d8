import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActivityQuery } from '../../../src/application/ports/activity-log.js';
import type { Backend } from '../../../src/application/ports/backend.js';
import { HandlePrefix } from '../../../src/domain/addresses/handle-prefix.js';
import { unwrap } from '../../../src/domain/result.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { originOfNewKey } from '../../support/origins.js';
import { alias, domain, email } from '../../support/samples.js';

const OWNER = email('owner@example.net');
const OTHER = email('other@example.net');
const EVERYTHING = { limit: 200, offset: 0 };
const RACERS = 10;

/** What every AliasList and ActivityLog promises of what its AliasStore changes. */
export function aliasListContract(name: string, open: OpenTestBackend): void {
  describe(`AliasList and ActivityLog: ${name}`, () => {
    let opened: TestBackend;
    let backend: Backend;

    beforeEach(async () => {
      opened = await open();
      backend = opened.backend;
      for (const served of ['example.org', 'example.com']) await backend.domains.add(domain(served), { visible: true });
    });
    afterEach(() => opened.dispose());

    const claim = (address: string, owner = OWNER.value) => backend.aliases.claim({ alias: alias(address, owner) });
    const handles = async (query: Partial<Parameters<Backend['aliases']['list']>[0]>) =>
      (await backend.aliases.list({ ...EVERYTHING, owner: OWNER, ...query })).map(
        ({ address }) => address.split('@')[0],
      );
    const activity = (query: Partial<ActivityQuery> = {}) =>
      backend.activity.list({ owner: OWNER, ...EVERYTHING, ...query });

    test('an alias is deactivated by its owner alone, once, and its row stays', async () => {
      await claim('shop@example.org');
      expect(await backend.aliases.deactivate(email('gone@example.org'), OWNER)).toBe('not_found');
      expect(await backend.aliases.deactivate(email('shop@example.org'), OTHER)).toBe('not_owned');
      expect(await backend.aliases.list(EVERYTHING)).toMatchObject([{ active: true }]);
      expect(await backend.aliases.deactivate(email('shop@example.org'), OWNER)).toBe('deactivated');
      expect(await backend.aliases.deactivate(email('shop@example.org'), OWNER)).toBe('inactive');
      expect(await backend.aliases.list(EVERYTHING)).toMatchObject([
        { address: 'shop@example.org', goto: OWNER.value, active: false },
      ]);
      expect(await claim('shop@example.org', OTHER.value)).toMatchObject({ kind: 'taken' });
    });

    test('an operator switches any alias off and on, again and again, and no owner’s log tells it', async () => {
      await claim('shop@example.org');
      const { address } = alias('shop@example.org', OWNER.value);
      for (const active of [false, false, true, true]) {
        expect(await backend.aliases.setActive(address, active)).toBe('set');
        expect(await backend.aliases.list(EVERYTHING)).toMatchObject([{ active, goto: OWNER.value }]);
      }
      expect(await backend.aliases.setActive(email('gone@example.org'), true)).toBe('not_found');
      expect(await activity()).toEqual([]);
    });

    test(`of ${RACERS} that deactivate one alias at once, one did, and it is told once`, async () => {
      await claim('shop@example.org');
      const origin = await originOfNewKey(backend, OWNER);
      const outcomes = await Promise.all(
        Array.from({ length: RACERS }, () => backend.aliases.deactivate(email('shop@example.org'), OWNER, origin)),
      );
      expect(outcomes.sort()).toEqual(['deactivated', ...Array.from({ length: RACERS - 1 }, () => 'inactive')]);
      expect(await activity()).toHaveLength(1);
    });

    test('a list goes on behind the record that it is told, whatever came meanwhile', async () => {
      for (const i of [1, 2, 3, 4, 5]) await claim(`a${i}@example.org`);
      await claim('foreign@example.org', OTHER.value);
      const [, second] = await backend.aliases.list({ owner: OWNER, limit: 2, offset: 0 });
      await claim('a6@example.org');
      expect(await handles({ limit: 2, beforeId: second?.id })).toEqual(['a3', 'a2']);
      expect(await handles({ limit: 2, offset: 1, beforeId: second?.id })).toEqual(['a2', 'a1']);
      expect(await handles({ beforeId: 0 })).toEqual([]);
    });

    test('a place in a list has an id, and what is looked for may be so many of the newest', async () => {
      for (const i of [1, 2, 3, 4]) await claim(`a${i}@example.org`);
      await claim('foreign@example.org', OTHER.value);
      const ids = (await backend.aliases.list({ owner: OWNER, ...EVERYTHING })).map(({ id }) => id);
      const idAt = (offset: number, beforeId?: number) => backend.aliases.idAt({ owner: OWNER, offset, beforeId });
      expect([await idAt(0), await idAt(3), await idAt(4)]).toEqual([ids[0], ids[3], undefined]);
      expect([await idAt(0, ids[1]), await idAt(2, ids[1])]).toEqual([ids[2], undefined]);
      await backend.aliases.deactivate(email('a3@example.org'), OWNER);
      expect(await handles({ among: 3 })).toEqual(['a4', 'a3', 'a2']);
      expect(await handles({ among: 3, active: true })).toEqual(['a4', 'a2']);
      expect(await handles({ among: 2, active: true, beforeId: ids[0] })).toEqual(['a2']);
      expect(await handles({ among: 2, active: true, beforeId: ids[0], limit: 1, offset: 1 })).toEqual([]);
      expect(await backend.aliases.count({ owner: OWNER, among: 3, active: true }, 200)).toBe(2);
      expect(await backend.aliases.count({ owner: OWNER, among: 3 }, 2)).toBe(2);
    });

    test('a list is narrowed by activity, domain and the beginning of the handle, and so is a count', async () => {
      for (const [address, owner] of [
        ['a_b@example.org'],
        ['a_bc@example.com'],
        ['axbc@example.org'],
        ['a_b@example.com', OTHER.value],
      ] as const)
        await claim(address, owner ?? OWNER.value);
      await backend.aliases.deactivate(email('axbc@example.org'), OWNER);
      const prefix = unwrap(HandlePrefix.parse('A_B'));
      const queries = [
        [{ prefix }, ['a_bc', 'a_b']],
        [{ prefix, domain: domain('example.org') }, ['a_b']],
        [{ domain: domain('example.com') }, ['a_bc']],
        [{ domain: domain('ample.com') }, []],
        [{ active: true }, ['a_bc', 'a_b']],
        [{ active: false }, ['axbc']],
        [{ active: false, prefix }, []],
        [{}, ['axbc', 'a_bc', 'a_b']],
      ] as const;
      for (const [filter, expected] of queries) {
        expect(await handles(filter)).toEqual(expected);
        expect(await backend.aliases.count({ owner: OWNER, ...filter }, 100)).toBe(expected.length);
      }
      expect(await backend.aliases.count({ prefix }, 100)).toBe(3);
    });

    test('a count goes no further than it is told', async () => {
      for (const i of [1, 2, 3]) await claim(`a${i}@example.org`);
      expect(await backend.aliases.count({ owner: OWNER }, 2)).toBe(2);
      expect(await backend.aliases.count({ owner: OTHER }, 2)).toBe(0);
    });

    test('numbers are the owner’s own, by domain and by time', async () => {
      for (const address of ['a@example.org', 'b@example.org', 'c@example.com']) await claim(address);
      await claim('foreign@example.org', OTHER.value);
      await backend.aliases.deactivate(email('b@example.org'), OWNER);
      const aDayMs = 86_400_000;
      const past = new Date(Date.now() - aDayMs);
      const future = new Date(Date.now() + aDayMs);
      const stats = (createdSince: Date, modifiedSince: Date, max = 100) =>
        backend.aliases.stats({ owner: OWNER, createdSince, modifiedSince, max });
      expect(await stats(past, future)).toEqual({
        total: 3,
        active: 2,
        createdSince: 3,
        modifiedSince: 0,
        byDomain: [
          { domain: 'example.com', total: 1, active: 1 },
          { domain: 'example.org', total: 2, active: 1 },
        ],
      });
      expect(await stats(future, past)).toMatchObject({ createdSince: 0, modifiedSince: 3 });
      expect(await stats(past, past, 1)).toMatchObject({ total: 1, byDomain: [{ domain: 'example.com' }] });
      const nobodys = { owner: email('nobody@example.net'), createdSince: past, modifiedSince: past, max: 1 };
      const nothing = { total: 0, active: 0, createdSince: 0, modifiedSince: 0, byDomain: [] };
      expect(await backend.aliases.stats(nobodys)).toEqual(nothing);
    });

    test('what an owner did is told newest first, of what really changed and nothing else', async () => {
      const before = Date.now();
      const origin = await originOfNewKey(backend, OWNER);
      const shop = alias('shop@example.org', OWNER.value);
      await backend.aliases.claim({ alias: shop, origin });
      await backend.aliases.claim({ alias: shop, origin });
      await backend.aliases.revive({ alias: shop, origin });
      await claim('quiet@example.org');
      await backend.aliases.deactivate(shop.address, OTHER, origin);
      await backend.aliases.deactivate(shop.address, OWNER, origin);
      await backend.aliases.deactivate(shop.address, OWNER, origin);
      await backend.aliases.revive({ alias: shop, origin });
      const records = await activity();
      expect(records.map(({ type, subject }) => [type, subject])).toEqual([
        ['alias_create', 'shop@example.org'],
        ['alias_delete', 'shop@example.org'],
        ['alias_create', 'shop@example.org'],
      ]);
      for (const { occurredAt } of records) expect(Math.abs(occurredAt.getTime() - before)).toBeLessThan(60_000);
      expect(await activity({ owner: OTHER })).toEqual([]);
      expect((await activity({ limit: 1, offset: 1 })).map(({ id }) => id)).toEqual([records[1]?.id]);
      expect((await activity({ beforeId: records[1]?.id })).map(({ id }) => id)).toEqual([records[2]?.id]);
    });

    test('a user agent and an address of any length are no trouble', async () => {
      const origin = await originOfNewKey(backend, OWNER);
      const ips = ['127.0.0.1', '::1', '2001:db8::a:b', '::ffff:192.0.2.1', 'fe80::1%eth0', 'unknown', ''];
      for (const [i, ip] of ips.entries()) {
        const odd = { ...origin, ip, userAgent: '\u{1F4EE}é'.repeat(500) };
        expect(await backend.aliases.claim({ alias: alias(`a${i}@example.org`, OWNER.value), origin: odd })).toEqual({
          kind: 'claimed',
        });
      }
      expect(await activity()).toHaveLength(ips.length);
    });

    test('when a key was last used is kept', async () => {
      const { keyId } = await originOfNewKey(backend, OWNER);
      const at = new Date(Date.UTC(2026, 10, 24, 1, 2, 3, 456));
      await backend.keys.touch(keyId, at);
      expect((await backend.keys.list({})).map(({ lastUsedAt }) => lastUsedAt)).toEqual([at]);
    });

    test('the ids of domains are told where tables number them', async () => {
      const ids = await backend.domains.idsOf(['example.org', 'unknown.example']);
      const record = await backend.domains.find(domain('example.org'));
      expect(ids.get('example.org')).toBe(record?.id);
      expect(ids.has('unknown.example')).toBe(false);
      expect(await backend.domains.idsOf([])).toEqual(new Map());
    });
  });
}
