import { describe, expect, test } from '@jest/globals';
import { tokenIn } from '../../support/token-in.js';
import { HttpService } from '../../support/http-service.js';
import { domain } from '../../support/samples.js';

const CREATE = '/api/credentials/create';
const CONFIRM = '/api/credentials/confirm';

const post = (service: HttpService, path: string, body: unknown) =>
  service.fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('keys by mail: 400', () => {
  test.each([
    [{ days: 30 }, 'email', 'missing'],
    [{ email: null, days: 30 }, 'email', 'missing'],
    [{ email: 5, days: 30 }, 'email', 'not_a_string'],
    [{ email: 'nobody', days: 30 }, 'email', 'no_at_sign'],
    [{ email: 'a b@example.net', days: 30 }, 'email', 'inner_white_space'],
    [{ email: 'a|b@example.net', days: 30 }, 'email', 'forbidden_character'],
    [{ email: 'a@example.net\r\nBcc: b@example.net', days: 30 }, 'email', 'inner_white_space'],
    [{ email: 'a@localhost', days: 30 }, 'email', 'too_few_labels'],
    [{ email: `${'a'.repeat(65)}@example.net`, days: 30 }, 'email', 'too_long'],
    [{ email: 'a@example.net' }, 'days', 'missing'],
    [{ email: 'a@example.net', days: '' }, 'days', 'not_a_whole_number'],
    [{ email: 'a@example.net', days: 'x' }, 'days', 'not_a_whole_number'],
    [{ email: 'a@example.net', days: 1.5 }, 'days', 'not_a_whole_number'],
    [{ email: 'a@example.net', days: true }, 'days', 'not_a_whole_number'],
    [{ email: 'a@example.net', days: [30] }, 'days', 'not_a_whole_number'],
    [{ email: 'a@example.net', days: 0 }, 'days', 'out_of_range'],
    [{ email: 'a@example.net', days: '10000' }, 'days', 'out_of_range'],
    [{ email: 'a@example.org', days: 30 }, 'email', 'domain_served_here'],
    [{ email: 'a@off.example', days: 30 }, 'email', 'domain_served_here'],
  ])('%j: %s %s', async (body, field, reason) => {
    await using service = await HttpService.start();
    await service.backend.domains.add(domain('off.example'), { visible: true });
    await service.backend.domains.setActive(domain('off.example'), false);
    const response = await post(service, CREATE, body);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: 'invalid_params', field, reason, hint: expect.any(String) },
    ]);
    const now = service.clock.now();
    expect(await service.backend.mail?.outbox.lease(now, now)).toBeUndefined();
  });

  test('a hidden domain is answered like any other, and nothing is mailed', async () => {
    await using service = await HttpService.start();
    await service.backend.domains.add(domain('hidden.example'), { visible: false });
    const ask = async (name: string) => {
      const response = await post(service, CREATE, { email: `a@${name}`, days: 30 });
      const body = (await response.text()).replace(name, 'DOMAIN');
      const headers = [...response.headers].filter(([header]) => !['date', 'x-request-id'].includes(header));
      return { status: response.status, body, headers: headers.map(([header]) => header) };
    };
    expect(await ask('hidden.example')).toEqual({ ...(await ask('elsewhere.test')), status: 200 });
    expect(await ask('hidden.example')).toEqual({ ...(await ask('elsewhere.test')), status: 200 });
    const now = service.clock.now();
    const lease = () => service.backend.mail?.outbox.lease(now, new Date(now.getTime() + 60_000));
    expect(await lease()).toMatchObject({ to: { value: 'a@elsewhere.test' } });
    expect(await lease()).toBeUndefined();
  });

  test('a token whose domain came to be served since is no token any more, while it is', async () => {
    await using service = await HttpService.start();
    await post(service, CREATE, { email: 'victim@late.example', days: 30 });
    const now = service.clock.now();
    const mail = await service.backend.mail?.outbox.lease(now, new Date(now.getTime() + 60_000));
    const token = tokenIn(mail?.text ?? '');
    const late = domain('late.example');
    await service.backend.domains.add(late, { visible: false });
    for (const active of [true, false]) {
      await service.backend.domains.setActive(late, active);
      for (const method of ['GET', 'POST']) {
        const response = await service.fetch(`${CONFIRM}?token=${token}`, { method });
        expect([response.status, await response.json()]).toEqual([
          400,
          { error: 'invalid_or_expired', hint: expect.any(String) },
        ]);
      }
    }
    expect(await service.backend.keys.list({})).toHaveLength(1);
  });

  test('a token that is missing, malformed, unknown, used or expired: all alike', async () => {
    await using service = await HttpService.start();
    const tokenFor = async (email: string) => {
      await post(service, CREATE, { email, days: 30 });
      const now = service.clock.now();
      const mail = await service.backend.mail?.outbox.lease(now, new Date(now.getTime() + 3_600_000));
      return tokenIn(mail?.text ?? '');
    };
    const used = await tokenFor('used@example.net');
    const expired = await tokenFor('expired@example.net');
    expect((await post(service, CONFIRM, { token: used })).status).toBe(200);
    service.clock.advance(15 * 60_000 - 1);
    expect((await service.fetch(`${CONFIRM}?token=${expired}`)).status).toBe(200);
    service.clock.advance(1);
    for (const token of ['', 'x', '0'.repeat(64), used, expired, expired.toUpperCase()]) {
      for (const method of ['GET', 'POST']) {
        const response = await service.fetch(`${CONFIRM}?token=${token}`, { method });
        expect([response.status, await response.json()]).toEqual([
          400,
          { error: 'invalid_or_expired', hint: expect.any(String) },
        ]);
      }
    }
    expect((await service.fetch(CONFIRM)).status).toBe(400);
    expect((await post(service, CONFIRM, { token: [used] })).status).toBe(400);
    expect(await service.backend.keys.list({})).toHaveLength(2);
  });
});

describe('keys by mail: 404 and 405', () => {
  test('where no mail is sent the routes are not there', async () => {
    await using service = await HttpService.start({ withoutMail: true });
    for (const path of [CREATE, CONFIRM]) {
      const response = await service.fetch(path, { method: 'POST' });
      expect([response.status, await response.json()]).toEqual([404, { error: 'not_found' }]);
    }
    expect((await service.fetch(CONFIRM)).status).toBe(404);
  });

  test('where it is, other methods are refused', async () => {
    await using service = await HttpService.start();
    const response = await service.fetch(CREATE);
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
  });
});
