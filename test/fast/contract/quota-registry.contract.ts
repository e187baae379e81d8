import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { QuotaRegistry } from '../../../src/application/ports/quota-registry.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { email, LONGEST_DOMAIN_FOR_IT, LONGEST_HANDLE } from '../../support/samples.js';

const RACERS = 10;
const UNSET = { aliases: undefined, handles: undefined, keys: undefined };

/** What every QuotaRegistry promises. */
export function quotaRegistryContract(name: string, open: OpenTestBackend): void {
  describe(`QuotaRegistry: ${name}`, () => {
    let opened: TestBackend;
    let owners: QuotaRegistry;
    beforeEach(async () => {
      opened = await open();
      owners = opened.backend.quotas;
    });
    afterEach(() => opened.dispose());

    test('what is set is found, and what is not named stays', async () => {
      const owner = email(`${LONGEST_HANDLE}@${LONGEST_DOMAIN_FOR_IT}`);
      expect(await owners.find(owner)).toBeUndefined();
      expect(await owners.set(owner, { aliases: 0, keys: 'none' })).toEqual({
        owner: owner.value,
        quotas: { aliases: 0, handles: undefined, keys: 'none' },
      });
      await owners.set(owner, { handles: 1_000_000, keys: undefined });
      await owners.set(owner, {});
      const record = { owner: owner.value, quotas: { aliases: 0, handles: 1_000_000, keys: undefined } };
      expect(await owners.find(owner)).toEqual(record);
      expect(await owners.find(email('other@example.net'))).toBeUndefined();
      expect(await owners.list()).toEqual([record]);
    });

    test('an owner for whom nothing is set any more is not listed', async () => {
      await owners.set(email('b@example.net'), { aliases: 1 });
      await owners.set(email('a@example.net'), { keys: 2 });
      expect((await owners.list()).map(({ owner }) => owner)).toEqual(['a@example.net', 'b@example.net']);
      expect(await owners.list({ limit: 1 })).toHaveLength(1);
      expect((await owners.set(email('b@example.net'), { aliases: undefined })).quotas).toEqual(UNSET);
      expect(await owners.find(email('b@example.net'))).toBeUndefined();
      expect((await owners.list()).map(({ owner }) => owner)).toEqual(['a@example.net']);
    });

    test(`${RACERS} who set at once for a new owner all succeed`, async () => {
      const owner = email('a@example.net');
      const set = (keys: number) => owners.set(owner, { keys });
      await Promise.all(Array.from({ length: RACERS }, (_, n) => set(n)));
      expect((await owners.list()).map((record) => record.owner)).toEqual([owner.value]);
    });
  });
}
