import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BanRegistry, NewBan } from '../../../src/application/ports/ban-registry.js';
import { type BanKind, BanTarget } from '../../../src/domain/ban-target.js';
import { unwrap } from '../../../src/domain/result.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { domain, email, handle } from '../../support/samples.js';

const createdAt = new Date('2026-01-02T03:04:05.678Z');
const expiresAt = new Date('2026-01-03T03:04:05.678Z');
const later = new Date('2026-02-02T00:00:00.000Z');
const target = (kind: BanKind, text: string) => unwrap(BanTarget.parse(kind, text));
const ban = (kind: BanKind, text: string): NewBan => ({
  target: target(kind, text),
  reason: 'spam: naïve ☂',
  createdAt,
  expiresAt: undefined,
});

/** What every BanRegistry promises. */
export function banRegistryContract(name: string, open: OpenTestBackend): void {
  describe(`BanRegistry: ${name}`, () => {
    let opened: TestBackend;
    let bans: BanRegistry;

    beforeEach(async () => {
      opened = await open();
      bans = opened.backend.bans;
    });
    afterEach(() => opened.dispose());

    test('a ban of each kind is kept as it was given, and found by its own text alone', async () => {
      const kinds: [BanKind, string][] = [
        ['email', 'owner@example.net'],
        ['domain', 'example.net'],
        ['handle', "o'brien+x"],
        ['ip', '2001:db8::/32'],
      ];
      expect(await bans.findKind([], createdAt)).toBeUndefined();
      for (const [kind, text] of kinds) {
        expect(await bans.findKind([target(kind, text)], createdAt)).toBeUndefined();
        const { id, ...record } = await bans.add({ ...ban(kind, text), expiresAt });
        expect(record).toEqual({
          kind,
          value: text,
          reason: 'spam: naïve ☂',
          createdAt,
          expiresAt,
          liftedAt: undefined,
        });
        expect(await bans.findKind([target(kind, text)], createdAt)).toBe(kind);
        expect((await bans.list({})).at(-1)).toEqual({ id, ...record });
      }
      expect(
        await bans.findKind([target('domain', 'a.example.net'), target('handle', 'owner')], createdAt),
      ).toBeUndefined();
      expect(
        await bans.findKind([target('ip', '2001:db8::1'), target('email', 'a@b.example')], createdAt),
      ).toBeUndefined();
    });

    test('all that a request has is one question, also the longest; the first kind is told', async () => {
      const owner = email(`${'o'.repeat(64)}@${'a.'.repeat(88)}example.net`);
      const deep = domain(`${'a.'.repeat(120)}example.org`);
      const ip = '2001:db8:1:2:3:4:5:6';
      const targets = [...BanTarget.striking({ ip, owner, domain: deep, handle: handle('shop') })];
      expect(await bans.findKind(targets, createdAt)).toBeUndefined();
      await bans.add(ban('ip', '2001:db8::/32'));
      expect(await bans.findKind(targets, createdAt)).toBe('ip');
      await bans.add(ban('domain', 'example.org'));
      expect(await bans.findKind(targets, createdAt)).toBe('domain');
    });

    test('a ban is over at its time, or once lifted, which happens once', async () => {
      const { id } = await bans.add({ ...ban('handle', 'shop'), expiresAt });
      const sought = [target('handle', 'shop')];
      expect(await bans.findKind(sought, new Date(expiresAt.getTime() - 1))).toBe('handle');
      expect(await bans.findKind(sought, expiresAt)).toBeUndefined();
      expect(await bans.list({ inForceAt: later })).toEqual([]);
      const second = await bans.add(ban('handle', 'shop'));
      expect(second.id).not.toBe(id);
      expect(await bans.list({ inForceAt: later })).toEqual([second]);
      expect(await bans.lift(second.id, later)).toEqual({ ...second, liftedAt: later });
      expect(await bans.lift(second.id, new Date(later.getTime() + 1))).toEqual({ ...second, liftedAt: later });
      expect(await bans.findKind(sought, createdAt)).toBe('handle');
      expect(await bans.findKind(sought, expiresAt)).toBeUndefined();
      expect(await bans.lift(999_999, later)).toBeUndefined();
      expect(await bans.list({})).toHaveLength(2);
    });
  });
}
