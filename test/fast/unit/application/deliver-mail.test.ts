import { beforeEach, describe, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { DeliverMail } from '../../../../src/application/credentials/deliver-mail.js';
import type { MailStores } from '../../../../src/application/ports/backend.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { email } from '../../../support/samples.js';

const TTL_MS = 15 * 60_000;

describe('delivering mail', () => {
  let clock: FixedClock;
  let stores: MailStores;
  let answer: () => Promise<'sent' | 'refused'>;
  let sends: number;
  let deliverMail: DeliverMail;

  beforeEach(async () => {
    clock = new FixedClock();
    const { mail } = openMemoryBackend(clock);
    if (!mail) throw new Error('no place for mail');
    stores = mail;
    sends = 0;
    answer = () => Promise.resolve('sent');
    const mailer = { send: () => (sends++, answer()) };
    deliverMail = new DeliverMail(stores.outbox, stores.requests, mailer, clock);
    const now = clock.now();
    const owner = email('owner@example.net');
    const expiresAt = new Date(now.getTime() + TTL_MS);
    const request = { tokenHash: '0'.repeat(64), owner, days: 30, createdAt: now, expiresAt };
    await stores.requests.add(request, { to: owner, subject: 's', text: 't', expiresAt }, new Date(0));
  });

  test.each(['sent', 'refused'] as const)('a mail that is %s is gone from the queue', async (outcome) => {
    answer = () => Promise.resolve(outcome);
    expect((await deliverMail.execute()).kind).toBe(outcome);
    clock.advance(DeliverMail.LEASE_MS);
    expect((await deliverMail.execute()).kind).toBe('nothing_due');
    expect(sends).toBe(1);
  });

  test('one that fails is tried again after pauses that grow, and given up before its token expires', async () => {
    answer = () => Promise.reject(new Error('away'));
    const pauses: number[] = [];
    for (;;) {
      const delivery = await deliverMail.execute();
      if (delivery.kind !== 'failed') {
        expect(delivery).toMatchObject({ kind: 'given_up', error: { message: 'away' } });
        break;
      }
      pauses.push(delivery.pauseMs);
      clock.advance(delivery.pauseMs - 1);
      expect((await deliverMail.execute()).kind).toBe('nothing_due');
      clock.advance(1);
    }
    expect(pauses.slice(0, 8)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 120_000, 120_000]);
    expect(sends).toBe(DeliverMail.MAX_ATTEMPTS);
    expect(pauses.reduce((sum, pause) => sum + pause)).toBeLessThan(TTL_MS);
    clock.advance(DeliverMail.LEASE_MS);
    expect((await deliverMail.execute()).kind).toBe('nothing_due');
  });

  test('one that has expired is not sent', async () => {
    clock.advance(TTL_MS);
    expect((await deliverMail.execute()).kind).toBe('nothing_due');
    expect(sends).toBe(0);
  });

  test('one whose worker was killed is sent when the lease is over, and one on its way by nobody else', async () => {
    const stuck = Promise.withResolvers<'sent'>();
    answer = () => stuck.promise;
    const first = deliverMail.execute();
    expect((await deliverMail.execute()).kind).toBe('nothing_due');
    clock.advance(DeliverMail.LEASE_MS);
    answer = () => Promise.resolve('sent');
    expect(await deliverMail.execute()).toMatchObject({ kind: 'sent', mail: { attempt: 2 } });
    stuck.resolve('sent');
    expect((await first).kind).toBe('sent');
  });
});
