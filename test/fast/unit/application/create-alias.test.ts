import { describe, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { boundAliases } from '../../../../src/adapters/sql/schemas/bound-lengths.js';
import { CreateAlias, type CreateAliasCommand } from '../../../../src/application/aliases/create-alias.js';
import type { HandleStore } from '../../../../src/application/ports/handle-store.js';
import { TakeHandle } from '../../../../src/application/handles/take-handle.js';
import type { AliasStore } from '../../../../src/application/ports/alias-store.js';
import type { Backend } from '../../../../src/application/ports/backend.js';
import { AddressRules } from '../../../../src/domain/addresses/address-rules.js';
import type { ConflictPolicy } from '../../../../src/domain/conflict-policy.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { alias, domain, email, handle, LONGEST_DOMAIN_FOR_IT, LONGEST_HANDLE } from '../../../support/samples.js';

const TAKEN = { ok: false, error: { kind: 'address_taken', address: email('shop@example.org') } };

async function setUp(policy: ConflictPolicy = 'reject') {
  const backend = openMemoryBackend(new FixedClock());
  await backend.domains.add(domain('example.org'), { visible: true });
  return { backend, createAlias: new CreateAlias(backend.domains, backend.aliases, policy) };
}

function command(changes: Partial<CreateAliasCommand> = {}): CreateAliasCommand {
  const goto = email('owner@example.net');
  return { handle: handle('shop'), domain: domain('example.org'), goto, asker: 'owner', ...changes };
}

function handlesOf({ handles }: Backend): HandleStore {
  if (!handles) throw new Error('the memory backend has handles');
  return handles;
}

const rows = (backend: Backend) => backend.aliases.list({ limit: 200, offset: 0 });

describe('CreateAlias', () => {
  test('claims the address for its owner', async () => {
    const { backend, createAlias } = await setUp();
    expect(await createAlias.execute(command())).toEqual({
      ok: true,
      value: { alias: alias('shop@example.org', 'owner@example.net'), created: true },
    });
    expect(await rows(backend)).toMatchObject([
      { address: 'shop@example.org', goto: 'owner@example.net', active: true },
    ]);
  });

  test('tells that the domain has all the aliases that it may have', async () => {
    const { backend } = await setUp();
    const full: Pick<AliasStore, 'claim' | 'revive'> = {
      revive: () => Promise.resolve('not_held'),
      claim: () => Promise.resolve({ kind: 'limit_reached', limit: 3 }),
    };
    expect(await new CreateAlias(backend.domains, full, 'reject').execute(command())).toEqual({
      ok: false,
      error: { kind: 'alias_limit_reached', domain: domain('example.org'), limit: 3 },
    });
  });

  test('refuses a domain that is not served, or no longer', async () => {
    const { backend, createAlias } = await setUp();
    const elsewhere = command({ domain: domain('example.com') });
    expect(await createAlias.execute(elsewhere)).toEqual({
      ok: false,
      error: { kind: 'domain_not_served', domain: domain('example.com') },
    });
    await backend.domains.setActive(domain('example.org'), false);
    expect(await createAlias.execute(command())).toMatchObject({ error: { kind: 'domain_not_served' } });
    expect(await rows(backend)).toEqual([]);
  });

  test('refuses an address that is too long before it asks for the domain', async () => {
    const { createAlias } = await setUp();
    const tooLong = command({ handle: handle(LONGEST_HANDLE), domain: domain(`a.${LONGEST_DOMAIN_FOR_IT}`) });
    expect(await createAlias.execute(tooLong)).toEqual({
      ok: false,
      error: { kind: 'address_too_long', maxOctets: 254 },
    });
  });

  test.each(['address', 'goto'] as const)('refuses an %s that the tables do not hold', async (part) => {
    const { backend } = await setUp();
    const aliases = boundAliases(backend.aliases, { [part]: 15 });
    expect(await new CreateAlias(backend.domains, aliases, 'reject').execute(command())).toEqual({
      ok: false,
      error: { kind: `${part}_too_long`, maxOctets: 15 },
    });
    expect(await rows(backend)).toEqual([]);
  });

  test('role names are the operator’s alone, and on an unserved domain the domain is what is wrong', async () => {
    const { backend, createAlias } = await setUp();
    const postmaster = { handle: handle('postmaster') };
    expect(await createAlias.execute(command(postmaster))).toEqual({
      ok: false,
      error: { kind: 'address_taken', address: email('postmaster@example.org') },
    });
    const unserved = command({ ...postmaster, domain: domain('example.com') });
    expect(await createAlias.execute(unserved)).toMatchObject({ error: { kind: 'domain_not_served' } });
    expect(await rows(backend)).toEqual([]);
    expect(await createAlias.execute(command({ ...postmaster, asker: 'operator' }))).toMatchObject({
      value: { created: true },
    });
  });

  test('an address of the system itself is taken, and what extends it; not for the operator', async () => {
    const { backend } = await setUp();
    const rules = new AddressRules({ systemAddresses: [email('postern@example.org')] });
    const createAlias = new CreateAlias(backend.domains, backend.aliases, 'reject', undefined, rules);
    for (const name of ['postern', 'postern+x'])
      expect(await createAlias.execute(command({ handle: handle(name) }))).toMatchObject({
        error: { kind: 'address_taken' },
      });
    expect(await createAlias.execute(command({ handle: handle('postern'), asker: 'operator' }))).toMatchObject({
      value: { created: true },
    });
    const takeHandle = new TakeHandle(handlesOf(backend), undefined, rules);
    const owner = email('owner@example.net');
    for (const name of ['postern', 'postern+x', 'admin+x'])
      expect(await takeHandle.execute({ handle: handle(name), owner })).toMatchObject({
        error: { kind: 'handle_taken' },
      });
  });

  test('an operator’s goto on a domain of this server is refused, unless they insist', async () => {
    const { backend, createAlias } = await setUp();
    const local = command({ goto: email('joe@example.org'), asker: 'operator' });
    expect(await createAlias.execute(local)).toEqual({
      ok: false,
      error: { kind: 'domain_served_here', domain: domain('example.org') },
    });
    expect(await rows(backend)).toEqual([]);
    expect(await createAlias.execute({ ...local, localOwner: true })).toMatchObject({ value: { created: true } });
  });

  test('nor is an operator’s goto an alias, even if they insist', async () => {
    const { backend } = await setUp();
    const { domains, aliases, owners } = backend;
    const createAlias = new CreateAlias(domains, aliases, 'reject', undefined, undefined, undefined, owners);
    await createAlias.execute(command({ asker: 'operator' }));
    const address = email('shop@example.org');
    const chained = command({ handle: handle('next'), goto: address, asker: 'operator', localOwner: true });
    expect(await createAlias.execute(chained)).toEqual({
      ok: false,
      error: { kind: 'owner_is_an_alias', owner: address },
    });
  });

  test('the owner’s own mailbox is taken: an alias never points at itself', async () => {
    const { backend, createAlias } = await setUp();
    expect(await createAlias.execute(command({ goto: email('shop@example.org') }))).toEqual(TAKEN);
    expect(await rows(backend)).toEqual([]);
  });

  test.each(['reject', 'idempotent', 'revive'] as const)(
    '%s: another owner’s alias is taken, active or not',
    async (policy) => {
      for (const active of [true, false]) {
        const { backend, createAlias } = await setUp(policy);
        await backend.aliases.claim({ alias: alias('shop@example.org', 'other@example.net', active) });
        expect(await createAlias.execute(command())).toEqual(TAKEN);
        expect(await rows(backend)).toMatchObject([{ goto: 'other@example.net', active }]);
      }
    },
  );

  test.each([
    ['reject', true, TAKEN],
    ['reject', false, TAKEN],
    ['idempotent', true, { value: { created: false } }],
    ['idempotent', false, TAKEN],
    ['revive', true, { value: { created: false } }],
    ['revive', false, { value: { created: false } }],
  ] as const)('%s: the owner’s own alias, active %s', async (policy, active, answer) => {
    const { backend, createAlias } = await setUp(policy);
    const own = alias('shop@example.org', 'owner@example.net', active);
    await backend.aliases.claim({ alias: own });
    const result = await createAlias.execute(command());
    expect(result).toMatchObject(answer);
    if (result.ok) expect(result.value.alias).toEqual(alias('shop@example.org', 'owner@example.net'));
    const revived = policy === 'revive' && !active;
    expect(await rows(backend)).toMatchObject([{ goto: 'owner@example.net', active: active || revived }]);
  });

  test('an alias that is no longer the owner’s when it would be revived is taken', async () => {
    const { backend } = await setUp();
    await backend.aliases.claim({ alias: alias('shop@example.org', 'owner@example.net', false) });
    const vanishing = {
      claim: backend.aliases.claim.bind(backend.aliases),
      revive: () => Promise.resolve('not_held' as const),
    };
    expect(await new CreateAlias(backend.domains, vanishing, 'revive').execute(command())).toEqual(TAKEN);
  });

  test('of 24 racing callers of two owners one wins', async () => {
    const { backend, createAlias } = await setUp();
    const results = await Promise.all(
      Array.from({ length: 24 }, (_, i) => createAlias.execute(command({ goto: email(`owner${i % 2}@example.net`) }))),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok)).toEqual(Array.from({ length: 23 }, () => TAKEN));
    expect(await rows(backend)).toHaveLength(1);
  });

  test('a failure of the store comes through as it is', async () => {
    const { backend } = await setUp();
    const failure = new Error('disk on fire');
    const broken = { claim: () => Promise.reject(failure), revive: () => Promise.reject(failure) };
    await expect(new CreateAlias(backend.domains, broken, 'reject').execute(command())).rejects.toBe(failure);
  });
});
