import { beforeEach, describe, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { nodeKeySecrets } from '../../../../src/adapters/system/node-key-secrets.js';
import { AuthenticateKey } from '../../../../src/application/keys/authenticate-key.js';
import { IssueKey, type IssuedKey } from '../../../../src/application/keys/issue-key.js';
import { ListKeys } from '../../../../src/application/keys/list-keys.js';
import type { Backend } from '../../../../src/application/ports/backend.js';
import { RotateKey } from '../../../../src/application/keys/rotate-key.js';
import { RevokeKey } from '../../../../src/application/keys/revoke-key.js';
import { DAY_MS } from '../../../../src/domain/add-days.js';
import { ApiKey } from '../../../../src/domain/api-key.js';
import { unwrap } from '../../../../src/domain/result.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { email } from '../../../support/samples.js';

const OWNER = email('owner@example.net');

describe('keys', () => {
  let clock: FixedClock;
  let backend: Backend;
  let authenticate: AuthenticateKey;
  const issue = async (days = 90): Promise<IssuedKey> =>
    unwrap(await new IssueKey(backend.keys, nodeKeySecrets, clock).execute({ owner: OWNER, days }));

  beforeEach(() => {
    clock = new FixedClock();
    backend = openMemoryBackend(clock);
    const uses = { note: (id: number, at: Date) => void backend.keys.touch(id, at) };
    authenticate = new AuthenticateKey(backend.keys, nodeKeySecrets, clock, uses);
  });

  test('a key speaks for its owner from its issue to its last millisecond', async () => {
    const issuedAt = clock.now();
    const { id, key, owner, expiresAt } = await issue(2);
    expect(owner).toBe(OWNER);
    expect(expiresAt).toEqual(new Date(issuedAt.getTime() + 2 * DAY_MS));
    expect(await authenticate.execute(key)).toEqual({ ok: true, value: { keyId: id, owner: OWNER } });
    clock.advance(2 * DAY_MS - 1);
    expect(await authenticate.execute(key)).toMatchObject({ ok: true });
    clock.advance(1);
    expect(await authenticate.execute(key)).toEqual({ ok: false, error: { kind: 'expired_key', keyId: id } });
  });

  test('no two keys are alike, and what is stored is not the key', async () => {
    const [first, second] = [await issue(), await issue()];
    expect(first.key).not.toEqual(second.key);
    const stored = JSON.stringify(await new ListKeys(backend.keys, clock).execute({}));
    expect(stored).not.toContain(first.key.value);
    // FIPS 180-4: SHA-256 of the 64 characters "0…0", not of the 32 bytes that they spell.
    const zeros = unwrap(ApiKey.parse('0'.repeat(64)));
    expect(nodeKeySecrets.hash(zeros)).toBe('60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55');
  });

  test.each([1, 9999])('%i days are taken', async (days) => {
    const { expiresAt } = await issue(days);
    expect(expiresAt.getTime() - clock.now().getTime()).toBe(days * DAY_MS);
  });

  test.each([0, -1, 10_000, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%p days are refused', async (days) => {
    expect(await new IssueKey(backend.keys, nodeKeySecrets, clock).execute({ owner: OWNER, days })).toEqual({
      ok: false,
      error: { kind: 'days_out_of_range', min: 1, max: 9999 },
    });
    expect(await backend.keys.list({})).toEqual([]);
  });

  test('an unknown key is refused', async () => {
    await issue();
    expect(await authenticate.execute(nodeKeySecrets.generate())).toEqual({
      ok: false,
      error: { kind: 'unknown_key' },
    });
  });

  test('a revoked key is refused, also past its time, and its neighbours are not', async () => {
    const [revoked, other] = [await issue(), await issue()];
    const revoke = new RevokeKey(backend.keys, clock);
    expect(await revoke.execute({ id: revoked.id })).toMatchObject({ ok: true, value: { status: 'revoked' } });
    expect(await revoke.execute({ id: revoked.id })).toMatchObject({ ok: true });
    expect(await authenticate.execute(other.key)).toMatchObject({ ok: true });
    clock.advance(100 * DAY_MS);
    expect(await authenticate.execute(revoked.key)).toEqual({
      ok: false,
      error: { kind: 'revoked_key', keyId: revoked.id },
    });
  });

  test('a key that is not there cannot be revoked', async () => {
    expect(await new RevokeKey(backend.keys, clock).execute({ id: 7 })).toEqual({
      ok: false,
      error: { kind: 'key_unknown', id: 7 },
    });
  });

  test.each([
    [{ status: 'expired' as const }, { kind: 'expired_key', keyId: 7 }],
    [{ expiresAt: new Date('never') }, { kind: 'expired_key', keyId: 7 }],
    [{ owner: 'not an address' }, { kind: 'unusable_owner', keyId: 7 }],
  ])('a row that others wrote with %j is refused', async (changes, error) => {
    const row = {
      id: 7,
      owner: OWNER.value,
      status: 'active',
      createdAt: clock.now(),
      expiresAt: new Date(8e15),
      lastUsedAt: undefined,
    } as const;
    const lookup = { find: () => Promise.resolve({ ...row, ...changes }) };
    const refusing = new AuthenticateKey(lookup, nodeKeySecrets, clock);
    expect(await refusing.execute(nodeKeySecrets.generate())).toEqual({ ok: false, error });
  });

  test('when a key was last used is noted, once a minute at most', async () => {
    const { key } = await issue(1);
    const lastUsed = async () => (await backend.keys.list({}))[0]?.lastUsedAt;
    expect(await lastUsed()).toBeUndefined();
    const first = clock.now();
    await authenticate.execute(key);
    expect(await lastUsed()).toEqual(first);
    clock.advance(59_999);
    await authenticate.execute(key);
    expect(await lastUsed()).toEqual(first);
    clock.advance(1);
    await authenticate.execute(key);
    expect(await lastUsed()).toEqual(clock.now());
  });

  test('a refused key is not noted as used', async () => {
    const { key, id } = await issue(1);
    await new RevokeKey(backend.keys, clock).execute({ id });
    await authenticate.execute(key);
    expect((await backend.keys.list({}))[0]?.lastUsedAt).toBeUndefined();
  });

  test('a key is rotated into a new one of the same owner, and the old one ends', async () => {
    const { id, key } = await issue(1);
    const issueKey = new IssueKey(backend.keys, nodeKeySecrets, clock);
    const rotate = new RotateKey(backend.keys, issueKey, new RevokeKey(backend.keys, clock));
    expect(await rotate.execute({ id, days: 0 })).toMatchObject({ error: { kind: 'days_out_of_range' } });
    expect(await authenticate.execute(key)).toMatchObject({ ok: true });
    const rotated = unwrap(await rotate.execute({ id, days: 2 }));
    expect(rotated.owner).toEqual(OWNER);
    expect(await authenticate.execute(rotated.key)).toMatchObject({ ok: true, value: { keyId: rotated.id } });
    expect(await authenticate.execute(key)).toMatchObject({ error: { kind: 'revoked_key' } });
    expect(await rotate.execute({ id, days: 2 })).toEqual({ ok: false, error: { kind: 'key_revoked', id } });
    const oddOwner = { findById: async (one: number) => ({ ...(await backend.keys.findById(one)), owner: 'nobody' }) };
    const odd = Object.assign(Object.create(backend.keys), oddOwner) as typeof backend.keys;
    const rotateOdd = new RotateKey(odd, issueKey, new RevokeKey(backend.keys, clock));
    const unusable = { ok: false, error: { kind: 'unusable_owner', id: rotated.id } };
    expect(await rotateOdd.execute({ id: rotated.id, days: 2 })).toEqual(unusable);
    expect(await rotate.execute({ id: 99, days: 2 })).toEqual({ ok: false, error: { kind: 'key_unknown', id: 99 } });
  });

  test('keys are listed of one owner or of all, with the status that they have now', async () => {
    const { id } = await issue(1);
    const list = new ListKeys(backend.keys, clock);
    expect(await list.execute({})).toMatchObject([{ id, owner: OWNER.value, status: 'active' }]);
    expect(await list.execute({ owner: email('other@example.net') })).toEqual([]);
    clock.advance(DAY_MS);
    expect(await list.execute({})).toMatchObject([{ id, status: 'expired' }]);
    await new RevokeKey(backend.keys, clock).execute({ id });
    expect(await list.execute({})).toMatchObject([{ id, status: 'revoked' }]);
  });
});
