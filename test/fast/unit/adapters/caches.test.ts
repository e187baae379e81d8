import { describe, expect, test } from '@jest/globals';
import { CachedBanLookup } from '../../../../src/adapters/caches/cached-ban-lookup.js';
import { CachedDomainLookup } from '../../../../src/adapters/caches/cached-domain-lookup.js';
import { CachedKeyLookup } from '../../../../src/adapters/caches/cached-key-lookup.js';
import { OwnerTurns } from '../../../../src/adapters/caches/owner-turns.js';
import { SharedListAliases } from '../../../../src/adapters/caches/shared-list-aliases.js';
import { ShortLivedCache } from '../../../../src/adapters/caches/short-lived-cache.js';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { AuthenticateKey } from '../../../../src/application/keys/authenticate-key.js';
import { ListAliases, type ListAliasesCommand } from '../../../../src/application/aliases/list-aliases.js';
import { ApiKey } from '../../../../src/domain/api-key.js';
import { BanTarget } from '../../../../src/domain/ban-target.js';
import { unwrap } from '../../../../src/domain/result.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { alias, domain, email, handle } from '../../../support/samples.js';

const TTL_MS = 1_000;

function open() {
  let nowMs = 5;
  return { elapsedMs: () => nowMs, pass: (ms: number) => (nowMs += ms) };
}

describe('ShortLivedCache', () => {
  const counted = (...answers: (string | undefined)[]) => {
    const ask = () => {
      ask.times++;
      return Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]);
    };
    ask.times = 0;
    return ask;
  };

  test('an answer is good for so long, counted from when it was asked for, also where there is none', async () => {
    const { elapsedMs, pass } = open();
    const cache = new ShortLivedCache<string | undefined>(elapsedMs);
    const ask = counted(undefined, 'there');
    expect(await cache.get('a', ask)).toBeUndefined();
    pass(TTL_MS - 1);
    expect(await cache.get('a', ask)).toBeUndefined();
    pass(1);
    expect(await cache.get('a', ask)).toBe('there');
    expect(ask.times).toBe(2);
  });

  test('a thousand callers at once ask once', async () => {
    const cache = new ShortLivedCache<string | undefined>(open().elapsedMs);
    const ask = counted('there');
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => cache.get('a', ask)));
    expect(new Set(answers)).toEqual(new Set(['there']));
    expect(ask.times).toBe(1);
  });

  test('a failure is told to those who wait, and not kept', async () => {
    const cache = new ShortLivedCache<string | undefined>(open().elapsedMs);
    const fail = () => Promise.reject(new Error('away'));
    const both = [cache.get('a', fail), cache.get('a', counted('never asked'))];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.get('a', counted('back'))).toBe('back');
  });

  test('there are so many at most: the oldest go', async () => {
    const cache = new ShortLivedCache<string | undefined>(open().elapsedMs, { ttlMs: TTL_MS, maxEntries: 2 });
    for (const key of ['a', 'b', 'c']) await cache.get(key, counted(key));
    const again = counted('again');
    expect(await cache.get('c', again)).toBe('c');
    expect(await cache.get('b', again)).toBe('b');
    expect(await cache.get('a', again)).toBe('again');
  });
});

describe('look-ups that remember', () => {
  const OWNER = 'owner@example.net';
  const HASH = '0'.repeat(64);
  const KEY = unwrap(ApiKey.parse(HASH));

  function openKeys() {
    const { elapsedMs, pass } = open();
    const clock = new FixedClock();
    const backend = openMemoryBackend(clock);
    const keys = new CachedKeyLookup(backend.keys, elapsedMs);
    const secrets = { generate: () => KEY, hash: () => HASH };
    return { backend, pass, clock, authenticate: new AuthenticateKey(keys, secrets, clock) };
  }

  test('a key that is revoked, and one that is made, is known within the second', async () => {
    const { backend, pass, clock, authenticate } = openKeys();
    const isGood = async () => (await authenticate.execute(KEY)).ok;
    expect(await isGood()).toBe(false);
    const expiresAt = new Date(clock.now().getTime() + 86_400_000);
    const { id } = await backend.keys.add({ hash: HASH, owner: email(OWNER), createdAt: clock.now(), expiresAt });
    pass(TTL_MS);
    expect(await isGood()).toBe(true);
    await backend.keys.revoke(id, clock.now());
    pass(TTL_MS);
    expect(await isGood()).toBe(false);
  });

  test('a domain that is switched off is known within the second, and one that was not there', async () => {
    const { elapsedMs, pass } = open();
    const { domains } = openMemoryBackend(new FixedClock());
    const cached = new CachedDomainLookup(domains, elapsedMs);
    const served = domain('example.org');
    expect(await cached.find(served)).toBeUndefined();
    await domains.add(served, { visible: true });
    expect(await cached.find(served)).toBeUndefined();
    pass(TTL_MS);
    expect(await cached.find(served)).toMatchObject({ active: true });
    expect([...(await cached.idsOf(['example.org', 'example.com'])).keys()]).toEqual(['example.org']);
    await domains.setActive(served, false);
    pass(TTL_MS);
    expect(await cached.find(served)).toMatchObject({ active: false });
  });

  test('a ban holds within the second, and until it ends', async () => {
    const { elapsedMs, pass } = open();
    const clock = new FixedClock();
    const { bans } = openMemoryBackend(clock);
    const cached = new CachedBanLookup(bans, elapsedMs);
    const subject = { owner: email('owner@deep.example.net'), handle: handle('shop'), ip: '192.0.2.1' };
    const find = (at = clock.now()) => cached.findKind(BanTarget.striking(subject), at);
    expect(await find()).toBeUndefined();
    const expiresAt = new Date(clock.now().getTime() + 10);
    const ban = (kind: 'handle' | 'domain', text: string, until?: Date) =>
      bans.add({ target: unwrap(BanTarget.parse(kind, text)), reason: 'x', createdAt: clock.now(), expiresAt: until });
    await ban('handle', 'shop', expiresAt);
    expect(await find()).toBeUndefined();
    pass(TTL_MS);
    expect(await find()).toBe('handle');
    expect(await find(expiresAt)).toBeUndefined();
    await ban('domain', 'example.net');
    pass(TTL_MS);
    expect(await find()).toBe('domain');
  });

  test('a ban in capitals strikes, and one that only looks like the name does not', async () => {
    const { bans } = openMemoryBackend(new FixedClock());
    const at = new Date(0);
    const target = unwrap(BanTarget.parse('handle', 'kate'));
    const row = { id: 1, kind: 'handle', reason: 'x', createdAt: at, expiresAt: undefined, liftedAt: undefined };
    const holding = (value: string) => {
      const list = () => Promise.resolve([{ ...row, value }]);
      return new CachedBanLookup(Object.assign(Object.create(bans), { list }) as typeof bans, open().elapsedMs);
    };
    expect(await holding(' Kate').findKind([target], at)).toBe('handle');
    // U+212A KELVIN SIGN, which lowercases to k.
    expect(await holding('\u212Aate').findKind([target], at)).toBeUndefined();
  });

  test('where there are too many bans to keep, each is asked for', async () => {
    const { bans } = openMemoryBackend(new FixedClock());
    const at = new Date(0);
    const target = unwrap(BanTarget.parse('handle', 'shop'));
    for (let i = 0; i < 2_000; i++)
      await bans.add({
        target: unwrap(BanTarget.parse('handle', `h${i}`)),
        reason: 'x',
        createdAt: at,
        expiresAt: undefined,
      });
    const cached = new CachedBanLookup(bans, open().elapsedMs);
    expect(await cached.findKind([target], at)).toBeUndefined();
    await bans.add({ target, reason: 'x', createdAt: at, expiresAt: undefined });
    expect(await new CachedBanLookup(bans, open().elapsedMs).findKind([target], at)).toBe('handle');
  });
});

describe('SharedListAliases', () => {
  const OWNER = email('owner@example.net');

  async function openList() {
    const backend = openMemoryBackend(new FixedClock());
    const claim = (name: string) => backend.aliases.claim({ alias: alias(`${name}@example.org`, OWNER.value) });
    await claim('first');
    const asked: ListAliasesCommand[] = [];
    const listAliases = new ListAliases(backend.aliases, backend.domains);
    const shared = new SharedListAliases(
      {
        execute: (command) => {
          asked.push(command);
          return listAliases.execute(command);
        },
      },
      new OwnerTurns(),
    );
    return { asked, claim, shared };
  }

  test('those who ask for one page in one turn share a look, and each page has its own', async () => {
    const { asked, shared } = await openList();
    const pages = await Promise.all([
      shared.execute({ owner: OWNER }),
      shared.execute({ owner: OWNER, limit: 1 }),
      shared.execute({ owner: email('other@example.net') }),
      shared.execute({ owner: OWNER }),
    ]);
    expect(asked).toEqual([{ owner: OWNER }, { owner: OWNER, limit: 1 }, { owner: email('other@example.net') }]);
    expect(pages.map(({ total }) => total)).toEqual([1, 1, 0, 1]);
    expect(pages[3]).toBe(pages[0]);
  });

  test('a look begins when its callers have asked: each sees what was there before', async () => {
    const { claim, shared } = await openList();
    const before = shared.execute({ owner: OWNER });
    await claim('second');
    const after = shared.execute({ owner: OWNER });
    expect((await after).total).toBe(2);
    await before;
    await claim('third');
    expect((await shared.execute({ owner: OWNER })).total).toBe(3);
  });

  test('a failure is told to those who shared it, and not kept', async () => {
    const { shared } = await openList();
    const refused = new Error('away');
    const failures = [refused];
    const away = new SharedListAliases(
      {
        execute: (command) => {
          const failure = failures.pop();
          return failure ? Promise.reject(failure) : shared.execute(command);
        },
      },
      new OwnerTurns(),
    );
    const both = await Promise.allSettled([away.execute({ owner: OWNER }), away.execute({ owner: OWNER })]);
    expect(both.map((one) => one.status === 'rejected' && (one.reason as unknown))).toEqual([refused, refused]);
    expect((await away.execute({ owner: OWNER })).total).toBe(1);
  });
});
