import { expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { nodeConfirmationSecrets } from '../../../../src/adapters/system/node-confirmation-secrets.js';
import { nodeKeySecrets } from '../../../../src/adapters/system/node-key-secrets.js';
import { ConfirmCredentials } from '../../../../src/application/credentials/confirm-credentials.js';
import { RequestCredentials } from '../../../../src/application/credentials/request-credentials.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { email } from '../../../support/samples.js';

const owner = email('owner@example.net');

test.each([0, 10_000, 1.5, Number.NaN])('a key is not asked for by mail for %d days', async (days) => {
  const clock = new FixedClock();
  const { domains, mail } = openMemoryBackend(clock);
  if (!mail) throw new Error('no place for mail');
  const link = () => 'https://postern.test';
  const bell = { ring: () => undefined };
  const secrets = nodeConfirmationSecrets;
  const request = new RequestCredentials(domains, mail.requests, secrets, clock, link, bell);
  expect(await request.execute({ owner, days })).toEqual({
    ok: false,
    error: { kind: 'days_out_of_range', min: 1, max: 9999 },
  });
});

test('who confirms a moment after another gets no key', async () => {
  const clock = new FixedClock();
  const requests = {
    find: () => Promise.resolve({ owner, days: 1, expiresAt: clock.now() }),
    confirm: () => Promise.resolve('gone' as const),
    add: () => Promise.resolve('added' as const),
    discardExpired: () => Promise.resolve(),
  };
  const confirm = new ConfirmCredentials(requests, nodeConfirmationSecrets, nodeKeySecrets, clock);
  expect(await confirm.execute(nodeConfirmationSecrets.generate())).toEqual({
    ok: false,
    error: { kind: 'invalid_or_expired' },
  });
});
