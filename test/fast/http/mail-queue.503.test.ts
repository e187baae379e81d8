import { expect, test } from '@jest/globals';
import { RequestCredentials } from '../../../src/application/credentials/request-credentials.js';
import { email } from '../../support/samples.js';
import { HttpService } from '../../support/http-service.js';

test('a mail queue that is full: 503, and no point is taken', async () => {
  await using service = await HttpService.start({ requestLimits: { credentials_per_email: 1 } });
  const ask = (address: string) => service.ask('POST', '/api/credentials/create', { email: address, days: 1 });
  const createdAt = service.clock.now();
  const expiresAt = new Date(createdAt.getTime() + RequestCredentials.TTL_MINUTES * 60_000);
  for (let n = 0; n < RequestCredentials.MAX_QUEUED_MAILS; n++) {
    const to = email(`owner${n}@example.net`);
    const request = { tokenHash: `${n}`, owner: to, days: 1, createdAt, expiresAt };
    await service.backend.mail?.requests.add(request, { to, subject: 's', text: 't', expiresAt }, createdAt);
  }
  const path = '/api/credentials/create?email=last%40example.net&days=1';
  const response = await service.fetch(path, { method: 'POST' });
  expect([response.status, Number(response.headers.get('Retry-After')), await response.json()]).toEqual([
    503,
    60,
    { error: 'temporarily_unavailable', reason: 'mail_queue_full', hint: expect.any(String) },
  ]);
  service.clock.advance(RequestCredentials.TTL_MINUTES * 60_000);
  expect((await ask('last@example.net')).status).toBe(200);
});
