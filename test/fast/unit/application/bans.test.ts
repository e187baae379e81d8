import { describe, expect, test } from '@jest/globals';
import { MemoryBanRegistry } from '../../../../src/adapters/memory/memory-ban-registry.js';
import { AddBan } from '../../../../src/application/bans/add-ban.js';
import { BanCheck } from '../../../../src/application/bans/ban-check.js';
import { LiftBan } from '../../../../src/application/bans/lift-ban.js';
import { ListBans } from '../../../../src/application/bans/list-bans.js';
import { DAY_MS } from '../../../../src/domain/add-days.js';
import { type BanKind, type BanSubject, BanTarget } from '../../../../src/domain/ban-target.js';
import { unwrap } from '../../../../src/domain/result.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { domain, email, handle } from '../../../support/samples.js';

function compose() {
  const clock = new FixedClock();
  const bans = new MemoryBanRegistry();
  return {
    clock,
    add: new AddBan(bans, clock),
    list: new ListBans(bans, clock),
    lift: new LiftBan(bans, clock),
    check: new BanCheck(bans, clock),
  };
}
const target = (kind: BanKind, text: string) => unwrap(BanTarget.parse(kind, text));
const SUBJECT: BanSubject = {
  ip: '192.0.2.7',
  owner: email('owner@mail.example.net'),
  domain: domain('example.org'),
  handle: handle('shop'),
};

describe('BanTarget', () => {
  test.each([
    ['email', 'Owner@Example.net', 'owner@example.net'],
    ['domain', ' Example.NET ', 'example.net'],
    ['handle', 'Shop', 'shop'],
    ['ip', '::ffff:192.0.2.1', '192.0.2.1'],
  ] as const)('%s %s is canonical', (kind, text, value) => {
    expect(target(kind, text)).toMatchObject({ kind, value });
  });

  test.each([
    ['email', 'owner', 'no_at_sign'],
    ['domain', 'net', 'too_few_labels'],
    ['handle', 'a b', 'forbidden_character'],
    ['ip', 'localhost', 'not_an_ip_address'],
  ] as const)('%s %s is refused', (kind, text, error) => {
    expect(BanTarget.parse(kind, text)).toMatchObject({ ok: false, error: { kind: error } });
  });
});

describe('BanCheck', () => {
  test.each([
    ['email', 'owner@mail.example.net'],
    ['domain', 'mail.example.net'],
    ['domain', 'example.net'],
    ['domain', 'example.org'],
    ['handle', 'shop'],
    ['ip', '192.0.2.7'],
    ['ip', '192.0.2.0/24'],
  ] as const)('%s %s strikes', async (kind, text) => {
    const { add, check } = compose();
    unwrap(await add.execute({ target: target(kind, text), reason: 'spam' }));
    expect(await check.find(SUBJECT)).toEqual({ kind: 'banned', by: kind });
    expect(await check.find({})).toBeUndefined();
  });

  test.each([
    ['email', 'other@mail.example.net'],
    ['domain', 'ail.example.net'],
    ['domain', 'a.example.org'],
    ['handle', 'shopping'],
    ['ip', '192.0.3.0/24'],
  ] as const)('%s %s does not', async (kind, text) => {
    const { add, check } = compose();
    unwrap(await add.execute({ target: target(kind, text), reason: 'spam' }));
    expect(await check.find(SUBJECT)).toBeUndefined();
  });

  test.each([
    ['email', 'owner@mail.example.net', 'owner+x@mail.example.net'],
    ['handle', 'shop', 'shop+x'],
  ] as const)('a ban of the %s %s strikes %s too, and not the other way round', async (kind, base, extended) => {
    const { add, check } = compose();
    unwrap(await add.execute({ target: target(kind, extended), reason: 'spam' }));
    expect(await check.find(SUBJECT)).toBeUndefined();
    unwrap(await add.execute({ target: target(kind, base), reason: 'spam' }));
    const others = { owner: email('owner+y@mail.example.net'), handle: handle('shop+y') };
    expect(await check.find(others)).toEqual({ kind: 'banned', by: kind });
  });

  test('a ban ends by its time, or when it is lifted', async () => {
    const { add, check, clock, lift, list } = compose();
    const ban = target('handle', 'shop');
    const { id, expiresAt } = unwrap(await add.execute({ target: ban, reason: 'spam', days: 1 }));
    expect(expiresAt).toEqual(new Date(clock.now().getTime() + DAY_MS));
    expect(await add.execute({ target: ban, reason: 'again' })).toEqual({
      ok: false,
      error: { kind: 'already_banned', id },
    });
    clock.advance(DAY_MS);
    expect(await check.find(SUBJECT)).toBeUndefined();
    const second = unwrap(await add.execute({ target: ban, reason: ' again ' }));
    expect(second.reason).toBe('again');
    expect(await list.execute({ all: false })).toEqual([second]);
    expect(unwrap(await lift.execute({ id: second.id })).liftedAt).toEqual(clock.now());
    expect(await check.find(SUBJECT)).toBeUndefined();
    expect(await list.execute({ all: false })).toEqual([]);
    expect(await list.execute({ all: true })).toHaveLength(2);
    expect(await lift.execute({ id: 3 })).toEqual({ ok: false, error: { kind: 'ban_unknown', id: 3 } });
  });
});

test('what others banned in capitals is not banned twice', async () => {
  const clock = new FixedClock();
  const bans = new MemoryBanRegistry();
  const ban = target('domain', 'example.org');
  const { id } = await bans.add({ target: ban, reason: 'x', createdAt: clock.now(), expiresAt: undefined });
  const listed = async (query: Parameters<typeof bans.list>[0]) =>
    (await bans.list(query)).map((record) => ({ ...record, value: 'Example.Org' }));
  const add = new AddBan(Object.assign(Object.create(bans), { list: listed }) as typeof bans, clock);
  expect(await add.execute({ target: ban, reason: 'y' })).toEqual({ ok: false, error: { kind: 'already_banned', id } });
});

test.each(['', ' ', 'a\nb', 'r'.repeat(501)])('a reason fits on a line: not %j', async (reason) => {
  const refused = { ok: false, error: { kind: 'unfit_reason', maxLength: 500 } };
  expect(await compose().add.execute({ target: target('handle', 'shop'), reason })).toEqual(refused);
});

test.each([0, 10_000, 1.5])('a ban lasts whole days: not %d', async (days) => {
  const refused = { ok: false, error: { kind: 'days_out_of_range', min: 1, max: 9_999 } };
  expect(await compose().add.execute({ target: target('handle', 'shop'), reason: 'spam', days })).toEqual(refused);
});
