import { describe, expect, test } from '@jest/globals';
import { CachedQuotaLookup } from '../../../../src/adapters/caches/cached-quota-lookup.js';
import { MemoryQuotaRegistry } from '../../../../src/adapters/memory/memory-quota-registry.js';
import { QuotaCheck } from '../../../../src/application/owners/quota-check.js';
import { SetOwner } from '../../../../src/application/owners/set-owner.js';
import { ShowOwners } from '../../../../src/application/owners/show-owners.js';
import { email } from '../../../support/samples.js';

const OWNER = email('owner@example.net');
const FOR_ALL = { aliases: 5, handles: undefined, keys: 2 };
const MANY = 2_001;

describe('an owner’s quotas', () => {
  test.each([-1, 1.5, 1_000_001, Number.NaN])('%d is none', async (aliases) => {
    const registry = new MemoryQuotaRegistry();
    const refused = { ok: false, error: { kind: 'quota_out_of_range', max: 1_000_000 } };
    expect(await new SetOwner(registry).execute({ owner: OWNER, quotas: { aliases } })).toEqual(refused);
    expect(await registry.list()).toEqual([]);
  });

  test('go before those of all owners, each by itself', async () => {
    const registry = new MemoryQuotaRegistry();
    const check = new QuotaCheck(registry, FOR_ALL);
    const found = async () => [
      await check.find('aliases', OWNER),
      await check.find('handles', OWNER),
      await check.find('keys', OWNER),
    ];
    expect(await found()).toEqual([5, undefined, 2]);
    await new SetOwner(registry).execute({ owner: OWNER, quotas: { aliases: 'none', handles: 0 } });
    expect(await found()).toEqual([undefined, 0, 2]);
    expect(await new QuotaCheck(registry).find('keys', OWNER)).toBeUndefined();
  });

  test('are shown as they apply, with those that were set for the owner', async () => {
    const registry = new MemoryQuotaRegistry();
    const show = new ShowOwners(registry, FOR_ALL);
    expect(await show.one(OWNER)).toEqual({ owner: OWNER.value, quotas: FOR_ALL, own: [] });
    await registry.set(OWNER, { aliases: 'none', keys: 7 });
    const shown = { owner: OWNER.value, quotas: { ...FOR_ALL, aliases: undefined, keys: 7 }, own: ['aliases', 'keys'] };
    expect(await show.one(OWNER)).toEqual(shown);
    expect(await new ShowOwners(registry).all()).toMatchObject([{ owner: OWNER.value }]);
  });
});

describe('CachedQuotaLookup', () => {
  test.each([1, MANY])('of %d owners with quotas each is found, and known for a second', async (count) => {
    let nowMs = 0;
    const registry = new MemoryQuotaRegistry();
    for (let n = 0; n < count; n++) await registry.set(email(`owner${n}@example.net`), { aliases: n });
    const lookup = new CachedQuotaLookup(registry, () => nowMs);
    const last = email(`owner${count - 1}@example.net`);
    const found = async () => (await lookup.find(last))?.quotas.aliases;
    expect(await found()).toBe(count - 1);
    expect(await lookup.find(email('nobody@example.net'))).toBeUndefined();
    await registry.set(last, { aliases: 3 });
    expect(await found()).toBe(count - 1);
    nowMs = 1_000;
    expect(await found()).toBe(3);
  });
});
