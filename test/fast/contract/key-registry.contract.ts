import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KeyRegistry, NewKey } from '../../../src/application/ports/key-registry.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { email } from '../../support/samples.js';

const HASH = 'ab'.repeat(32);
const OTHER_HASH = '00'.repeat(32);
const NEW_KEY: NewKey = {
  hash: HASH,
  owner: email('owner@example.net'),
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
  expiresAt: new Date('2026-04-02T03:04:05.678Z'),
};

/** What every KeyRegistry promises. */
export function keyRegistryContract(name: string, open: OpenTestBackend): void {
  describe(`KeyRegistry: ${name}`, () => {
    let opened: TestBackend;
    let keys: KeyRegistry;

    beforeEach(async () => {
      opened = await open();
      keys = opened.backend.keys;
    });
    afterEach(() => opened.dispose());

    test('a key is found by its hash alone, with its times to the millisecond', async () => {
      const { id } = await keys.add(NEW_KEY);
      expect(await keys.find(HASH)).toEqual({
        id,
        owner: 'owner@example.net',
        status: 'active',
        createdAt: NEW_KEY.createdAt,
        expiresAt: NEW_KEY.expiresAt,
      });
      expect(await keys.find(OTHER_HASH)).toBeUndefined();
      expect(await keys.find(HASH.slice(2))).toBeUndefined();
    });

    test('no two keys have one hash', async () => {
      await keys.add(NEW_KEY);
      await expect(keys.add({ ...NEW_KEY, owner: email('thief@example.net') })).rejects.toThrow();
      expect(await keys.list({})).toMatchObject([{ owner: 'owner@example.net' }]);
    });

    test('a revoked key says so, for good, and its neighbours do not', async () => {
      const { id } = await keys.add(NEW_KEY);
      await keys.add({ ...NEW_KEY, hash: OTHER_HASH });
      const at = new Date('2026-02-02T00:00:00Z');
      expect(await keys.revoke(id, at)).toMatchObject({ id, status: 'revoked' });
      expect(await keys.revoke(id, at)).toMatchObject({ id, status: 'revoked' });
      expect(await keys.find(HASH)).toMatchObject({ id, status: 'revoked' });
      expect(await keys.find(OTHER_HASH)).toMatchObject({ status: 'active' });
    });

    test('an unknown key cannot be revoked', async () => {
      const { id: known } = await keys.add(NEW_KEY);
      for (const id of [0, -1, known + 1, 999_999]) expect(await keys.revoke(id, new Date())).toBeUndefined();
    });

    test('the list is in order of issue, of one owner or of all', async () => {
      await keys.add(NEW_KEY);
      await keys.add({ ...NEW_KEY, hash: OTHER_HASH, owner: email('other@example.net') });
      const owners = async (query: Parameters<typeof keys.list>[0]) => (await keys.list(query)).map((key) => key.owner);
      expect(await owners({})).toEqual(['owner@example.net', 'other@example.net']);
      expect(await owners({ owner: email('other@example.net') })).toEqual(['other@example.net']);
      expect(await owners({ owner: email('nobody@example.net') })).toEqual([]);
    });

    test('what goes in and what is returned are copies', async () => {
      const expiresAt = new Date(NEW_KEY.expiresAt);
      const added = await keys.add({ ...NEW_KEY, expiresAt });
      expiresAt.setTime(0);
      added.createdAt.setTime(0);
      (await keys.find(HASH))?.expiresAt.setTime(0);
      (await keys.list({}))[0]?.expiresAt.setTime(0);
      expect(await keys.find(HASH)).toMatchObject({ createdAt: NEW_KEY.createdAt, expiresAt: NEW_KEY.expiresAt });
    });
  });
}
