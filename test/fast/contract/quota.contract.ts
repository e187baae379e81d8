import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Backend, MailStores } from '../../../src/application/ports/backend.js';
import { Alias } from '../../../src/domain/alias.js';
import { unwrap } from '../../../src/domain/result.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { domain, email, handle } from '../../support/samples.js';
import { withHandles } from '../../support/with-handles.js';

const RACERS = 20;
const QUOTA = 3;
const OWNER = email('owner@example.net');
const OTHER = email('other@example.net');
const NOW = new Date('2026-01-02T03:04:05.678Z');
const range = (length: number) => Array.from({ length }, (_, i) => i);
const hash = (n: number) => n.toString(16).padStart(64, '0');
const later = (ms: number) => new Date(NOW.getTime() + ms);

/** What every store that adds something for an owner promises of a quota that it is given. */
export function quotaContract(name: string, open: OpenTestBackend): void {
  describe(`quotas: ${name}`, () => {
    let opened: TestBackend;
    let backend: Backend;
    beforeEach(async () => {
      opened = await open();
      ({ backend } = opened);
      await backend.domains.add(domain('example.org'), { visible: true });
    });
    afterEach(() => opened.dispose());

    const alias = (n: number, owner = OWNER) => unwrap(Alias.of(email(`alias${n}@example.org`), owner));
    const claim = async (n: number, quota?: number, owner = OWNER) =>
      (await backend.aliases.claim({ alias: alias(n, owner), quota })).kind;
    const count = (kinds: readonly string[], kind: string) => kinds.filter((each) => each === kind).length;

    test(`of ${RACERS} claims at once as many succeed as the quota has room for`, async () => {
      await claim(100);
      const mine = range(RACERS).map((n) => claim(n, QUOTA));
      const others = range(RACERS).map((n) => claim(RACERS + n, undefined, OTHER));
      const kinds = await Promise.all(mine);
      expect([count(kinds, 'claimed'), count(kinds, 'quota_reached')]).toEqual([QUOTA - 1, RACERS - QUOTA + 1]);
      expect(new Set(await Promise.all(others))).toEqual(new Set(['claimed']));
      expect(await backend.aliases.count({ owner: OWNER }, RACERS)).toBe(QUOTA);
      expect(await backend.aliases.claim({ alias: alias(200), quota: 0 })).toEqual({ kind: 'quota_reached', quota: 0 });
    });

    test('only active aliases count, an address that is held is said to be so, and reviving counts', async () => {
      for (const n of [1, 2, 3]) await claim(n);
      await claim(4, undefined, OTHER);
      expect([await claim(5, QUOTA), await claim(4, QUOTA), await claim(3, QUOTA)]).toEqual([
        'quota_reached',
        'taken',
        'taken',
      ]);
      await backend.aliases.deactivate(alias(1).address, OWNER);
      expect(await claim(5, QUOTA)).toBe('claimed');
      expect(await backend.aliases.revive({ alias: alias(1), quota: QUOTA })).toBe('quota_reached');
      // It is active already.
      expect(await backend.aliases.revive({ alias: alias(2), quota: QUOTA })).toBe('revived');
      await backend.aliases.deactivate(alias(2).address, OWNER);
      const revivals = await Promise.all([1, 2].map((n) => backend.aliases.revive({ alias: alias(n), quota: QUOTA })));
      expect(revivals.sort()).toEqual(['quota_reached', 'revived']);
      expect(await backend.aliases.revive({ alias: alias(4), quota: QUOTA })).toBe('not_held');
    });

    withHandles(() => opened)('handles', async (handles) => {
      const take = (n: number, quota?: number, owner = OWNER) =>
        handles.take(handle(`handle${n}`), owner, undefined, quota);
      await take(100);
      const outcomes = await Promise.all(range(RACERS).map((n) => take(n, QUOTA)));
      expect([count(outcomes, 'taken_now'), count(outcomes, 'quota_reached')]).toEqual([QUOTA - 1, RACERS - QUOTA + 1]);
      expect(await take(200, QUOTA, OTHER)).toBe('taken_now');
      await handles.release(handle('handle100'), OWNER);
      expect(await take(201, QUOTA)).toBe('taken_now');
      expect(await take(202, QUOTA)).toBe('quota_reached');
      expect(await take(200, QUOTA)).toBe('held');
    });

    test('keys that are confirmed: one that works no more does not count, and a refused link stays good', async () => {
      const { mail, keys } = backend;
      const { requests } = mail as MailStores;
      const key = (n: number, expiresAt = later(1_000)) => ({ hash: hash(n), owner: OWNER, createdAt: NOW, expiresAt });
      for (const n of range(RACERS)) {
        const request = { tokenHash: hash(n), owner: OWNER, days: 1, createdAt: later(n), expiresAt: later(900_000) };
        const queued = { to: OWNER, subject: 's', text: 't', expiresAt: request.expiresAt };
        expect(await requests.add(request, queued, later(n))).toBe('added');
      }
      await keys.add(key(100));
      await keys.add(key(101, NOW));
      const { id } = await keys.add(key(102));
      await keys.revoke(id, NOW);
      const confirm = (n: number) => requests.confirm(hash(n), key(1_000 + n), NOW, QUOTA);
      const outcomes = await Promise.all(range(RACERS).map(confirm));
      expect([count(outcomes, 'confirmed'), count(outcomes, 'quota_reached')]).toEqual([QUOTA - 1, RACERS - QUOTA + 1]);
      await keys.revoke((await keys.find(hash(100)))?.id ?? 0, NOW);
      expect(await confirm(outcomes.indexOf('quota_reached'))).toBe('confirmed');
      expect(await confirm(outcomes.indexOf('confirmed'))).toBe('gone');
    });
  });
}
