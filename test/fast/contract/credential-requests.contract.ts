import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Backend, MailStores } from '../../../src/application/ports/backend.js';
import type { NewCredentialRequest } from '../../../src/application/ports/credential-requests.js';
import type { NewKey } from '../../../src/application/ports/key-registry.js';
import type { NewMail } from '../../../src/application/ports/outbox.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { email, LONGEST_DOMAIN_FOR_IT, LONGEST_HANDLE } from '../../support/samples.js';

const RACERS = 20;
const SECOND_MS = 1_000;
const NOW = new Date('2026-01-02T03:04:05.678Z');
const EXPIRY = new Date('2026-01-02T03:19:05.678Z');
const later = (ms: number, than = NOW) => new Date(than.getTime() + ms);
const hash = (n: number) => n.toString(16).padStart(64, '0');
const range = (length: number) => Array.from({ length }, (_, i) => i);

/** What every CredentialRequests and the Outbox beside it promise. */
export function credentialRequestsContract(name: string, open: OpenTestBackend): void {
  describe(`CredentialRequests and Outbox: ${name}`, () => {
    let opened: TestBackend;
    let keys: Backend['keys'];
    let requests: MailStores['requests'];
    let outbox: MailStores['outbox'];

    beforeEach(async () => {
      opened = await open();
      const { mail } = opened.backend;
      if (!mail) throw new Error('the backend has no place for requests');
      ({ requests, outbox } = mail);
      ({ keys } = opened.backend);
    });
    afterEach(() => opened.dispose());

    function add(n: number, owner = 'owner@example.net', createdAt = NOW, maxQueued?: number) {
      const request: NewCredentialRequest = {
        tokenHash: hash(n),
        owner: email(owner),
        days: 30,
        createdAt,
        expiresAt: later(EXPIRY.getTime() - NOW.getTime(), createdAt),
      };
      const mail: NewMail = {
        to: request.owner,
        subject: 'Confirm',
        text: `mail ${n}\n`,
        expiresAt: request.expiresAt,
      };
      return requests.add(request, mail, later(-60 * SECOND_MS, createdAt), maxQueued);
    }
    const key = (n: number): NewKey => ({
      hash: hash(1_000 + n),
      owner: email('owner@example.net'),
      createdAt: NOW,
      expiresAt: later(30 * 86_400_000),
    });
    const lease = (now = NOW) => outbox.lease(now, later(60 * SECOND_MS, now));

    test('a request is found by its hash until it expires', async () => {
      expect(await add(1)).toBe('added');
      const found = { owner: { value: 'owner@example.net' }, days: 30, expiresAt: EXPIRY };
      expect(await requests.find(hash(1), NOW)).toMatchObject(found);
      expect(await requests.find(hash(1), later(-1, EXPIRY))).toMatchObject(found);
      expect(await requests.find(hash(1), EXPIRY)).toBeUndefined();
      expect(await requests.find(hash(2), NOW)).toBeUndefined();
    });

    test('a request without a mail cools its mailbox down and queues nothing', async () => {
      const request = { owner: email('owner@example.net'), days: 30, createdAt: NOW, expiresAt: EXPIRY };
      const coolDownSince = later(-60 * SECOND_MS);
      expect(await requests.add({ ...request, tokenHash: hash(9) }, undefined, coolDownSince, 1)).toBe('added');
      expect(await lease()).toBeUndefined();
      expect(await add(1)).toBe('cooling_down');
      expect(await add(2, 'other@example.net', NOW, 1)).toBe('added');
      const late = { ...request, owner: email('late@example.net'), tokenHash: hash(8) };
      expect(await requests.add(late, undefined, coolDownSince, 1)).toBe('queue_full');
    });

    test('its mail is queued with it, whole', async () => {
      const owner = `${LONGEST_HANDLE}@${LONGEST_DOMAIN_FOR_IT}`;
      await add(1, owner);
      expect(await lease()).toMatchObject({
        to: { value: owner },
        subject: 'Confirm',
        text: 'mail 1\n',
        expiresAt: EXPIRY,
        attempt: 1,
      });
    });

    test('an owner’s next request within the cool-down is not kept; after it, both work', async () => {
      await add(1);
      expect(await add(2, 'owner@example.net', later(60 * SECOND_MS - 1))).toBe('cooling_down');
      expect(await add(3, 'other@example.net')).toBe('added');
      expect(await requests.find(hash(2), NOW)).toBeUndefined();
      expect(await add(4, 'owner@example.net', later(60 * SECOND_MS))).toBe('added');
      expect(await add(5, 'owner@example.net', later(61 * SECOND_MS))).toBe('cooling_down');
      for (const n of [1, 3, 4]) expect(await requests.find(hash(n), later(60 * SECOND_MS))).toBeDefined();
    });

    test('the cool-down is of a mailbox, however it is spelled', async () => {
      expect(await add(1, 'a.b+c@example.net')).toBe('added');
      for (const spelling of ['ab@example.net', 'a.b@example.net', 'ab+d@example.net'])
        expect(await add(2, spelling)).toBe('cooling_down');
      expect(await add(3, 'abc@example.net')).toBe('added');
      expect((await requests.find(hash(1), NOW))?.owner.value).toBe('a.b+c@example.net');
    });

    test('a queue that is full takes nothing, and keeps no request', async () => {
      for (const n of [1, 2]) expect(await add(n, `owner${n}@example.net`, NOW, 2)).toBe('added');
      expect(await add(3, 'owner3@example.net', NOW, 2)).toBe('queue_full');
      expect(await requests.find(hash(3), NOW)).toBeUndefined();
      expect(await outbox.size()).toBe(2);
      expect(await add(4, 'owner3@example.net', NOW, 3)).toBe('added');
      // Those that have expired take no place.
      expect(await add(5, 'owner5@example.net', EXPIRY, 1)).toBe('added');
    });

    test.each([false, true])(`of ${RACERS} who ask at once one is kept (after an earlier one: %s)`, async (isLater) => {
      if (isLater) await add(99);
      const at = later(120 * SECOND_MS);
      const outcomes = await Promise.all(range(RACERS).map((n) => add(n, 'owner@example.net', at)));
      expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(1);
      const mails = [await lease(at), await lease(at), await lease(at)].filter((mail) => mail !== undefined);
      expect(mails).toHaveLength(isLater ? 2 : 1);
    });

    test('who ask at once for owners of their own are all kept', async () => {
      const outcomes = await Promise.all(range(RACERS).map((n) => add(n, `owner${n}@example.net`)));
      expect(new Set(outcomes)).toEqual(new Set(['added']));
    });

    test(`of ${RACERS} who confirm at once one makes its key`, async () => {
      await add(1);
      const outcomes = await Promise.all(range(RACERS).map((n) => requests.confirm(hash(1), key(n), NOW)));
      const winner = outcomes.indexOf('confirmed');
      expect(outcomes.filter((outcome) => outcome === 'gone')).toHaveLength(RACERS - 1);
      expect(await keys.list({})).toHaveLength(1);
      expect(await keys.find(key(winner).hash)).toMatchObject({ owner: 'owner@example.net', status: 'active' });
      expect(await requests.find(hash(1), NOW)).toBeUndefined();
    });

    test('what is unknown or has expired is gone, and makes no key', async () => {
      await add(1);
      expect(await requests.confirm(hash(2), key(1), NOW)).toBe('gone');
      expect(await requests.confirm(hash(1), key(1), EXPIRY)).toBe('gone');
      expect(await keys.list({})).toEqual([]);
    });

    test('where the key cannot be kept the request is not used up', async () => {
      await add(1);
      await keys.add(key(1));
      await expect(requests.confirm(hash(1), key(1), NOW)).rejects.toThrow();
      expect(await requests.confirm(hash(1), key(2), NOW)).toBe('confirmed');
    });

    test('a mail is one caller’s until its lease ends, and its lease passes on then', async () => {
      await add(1);
      const [first, ...others] = (await Promise.all(range(RACERS).map(() => lease()))).filter((mail) => mail);
      expect(others).toEqual([]);
      expect(await lease(later(60 * SECOND_MS - 1))).toBeUndefined();
      const second = await lease(later(60 * SECOND_MS));
      expect(second).toMatchObject({ id: first?.id, attempt: 2 });
      // Whose lease has passed on changes nothing.
      if (first) await outbox.remove(first);
      if (first) await outbox.postpone(first, NOW);
      expect(await lease(later(61 * SECOND_MS))).toBeUndefined();
      if (second) await outbox.postpone(second, later(62 * SECOND_MS));
      const third = await lease(later(62 * SECOND_MS));
      expect(third).toMatchObject({ attempt: 3 });
      if (third) await outbox.remove(third);
      expect(await lease(later(300 * SECOND_MS))).toBeUndefined();
    });

    test('mails come in the order in which they are due, and none that has expired', async () => {
      await add(2, 'b@example.net', later(SECOND_MS));
      await add(1, 'a@example.net');
      await add(3, 'c@example.net', later(2 * SECOND_MS));
      const at = later(-1, later(2 * SECOND_MS));
      const names = [await lease(at), await lease(at), await lease(at)].map((mail) => mail?.to.value);
      expect(names).toEqual(['a@example.net', 'b@example.net', undefined]);
      expect((await lease(EXPIRY))?.to.value).toBe('c@example.net');
    });

    test('mails to the domains that are passed over stay due', async () => {
      await add(1, 'a@slow.example');
      await add(2, 'b@example.net');
      await add(3, 'c@other.example');
      const except = [email('x@slow.example').domain, email('x@other.example').domain];
      const until = later(60 * SECOND_MS);
      expect((await outbox.lease(NOW, until, except))?.to.value).toBe('b@example.net');
      expect(await outbox.lease(NOW, until, except)).toBeUndefined();
      expect((await outbox.lease(NOW, until, except.slice(1)))?.to.value).toBe('a@slow.example');
      expect((await lease())?.to.value).toBe('c@other.example');
    });

    test('what has expired is discarded, and nothing else', async () => {
      await add(1, 'a@example.net');
      await add(2, 'b@example.net', later(SECOND_MS));
      expect(await outbox.size()).toBe(2);
      await requests.discardExpired(EXPIRY);
      await outbox.discardExpired(EXPIRY);
      expect(await outbox.size()).toBe(1);
      expect(await requests.find(hash(1), NOW)).toBeUndefined();
      expect(await requests.find(hash(2), NOW)).toBeDefined();
      expect([(await lease(later(SECOND_MS)))?.to.value, await lease(later(SECOND_MS))]).toEqual([
        'b@example.net',
        undefined,
      ]);
    });
  });
}
