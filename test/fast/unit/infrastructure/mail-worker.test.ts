import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { DeliverMail } from '../../../../src/application/credentials/deliver-mail.js';
import type { MailStores } from '../../../../src/application/ports/backend.js';
import { MailWorker } from '../../../../src/infrastructure/mail/mail-worker.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { email } from '../../../support/samples.js';
import { waitUntil } from '../../../support/servers/wait-until.js';

const STUCK = 100;

let clock: FixedClock;
let stores: MailStores;
let stuck: PromiseWithResolvers<'sent'>;
let started: string[];
let worker: MailWorker;

/** Mail to slow.example stays on its way until `stuck` is resolved. */
beforeEach(() => {
  clock = new FixedClock();
  const { mail } = openMemoryBackend(clock);
  if (!mail) throw new Error('no place for mail');
  stores = mail;
  stuck = Promise.withResolvers();
  started = [];
  const mailer = {
    send: ({ to }: { readonly to: { readonly value: string } }) => {
      started.push(to.value);
      return to.value.endsWith('slow.example') ? stuck.promise : Promise.resolve('sent' as const);
    },
  };
  worker = new MailWorker(new DeliverMail(stores.outbox, stores.requests, mailer, clock), pino({ level: 'silent' }));
});
afterEach(async () => {
  stuck.resolve('sent');
  await worker.stop(10_000);
});

async function queue(...addresses: readonly string[]): Promise<void> {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + 900_000);
  for (const [at, address] of addresses.entries()) {
    const owner = email(address);
    const tokenHash = `${address}${at}`;
    const request = { tokenHash, owner, days: 30, createdAt: now, expiresAt };
    await stores.requests.add(request, { to: owner, subject: 's', text: 't', expiresAt }, new Date(0));
  }
}
const slow = (count: number) => Array.from({ length: count }, (_, i) => `stuck${i}@slow.example`);

test('a mail that does not come through delays no other, nor do many to one domain', async () => {
  await queue(...slow(STUCK), 'a@example.net', 'b@example.net');
  worker.ring();
  await waitUntil('the others are sent', async () => (await stores.outbox.size()) === STUCK);
  expect(started.filter((to) => to.endsWith('slow.example')).length).toBeLessThan(STUCK / 10);
  await queue('c@example.net');
  worker.ring();
  await waitUntil('a later one is sent', () => started.includes('c@example.net'));
});

test('each is sent once, those that waited for their domain too', async () => {
  await queue(...slow(STUCK), 'a@example.net');
  worker.ring();
  stuck.resolve('sent');
  await waitUntil('all are sent', async () => (await stores.outbox.size()) === 0);
  expect(started.sort()).toEqual(['a@example.net', ...slow(STUCK)].sort());
});

test('stopped, it finishes what is on its way and starts nothing more', async () => {
  await queue(...slow(STUCK));
  worker.ring();
  await waitUntil('some are on their way', () => started.length > 0);
  const stopped = worker.stop(10_000);
  stuck.resolve('sent');
  await stopped;
  const { length } = started;
  worker.ring();
  await stopped;
  expect([started.length, await stores.outbox.size()]).toEqual([length, STUCK - length]);
});
