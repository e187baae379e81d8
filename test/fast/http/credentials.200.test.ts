import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tokenIn } from '../../support/token-in.js';
import { HttpService } from '../../support/http-service.js';

const CREATE = '/api/credentials/create';
const CONFIRM = '/api/credentials/confirm';
const EMAIL = 'new@example.net';
const PEOPLE = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const RACERS = 20;

describe('keys by mail: 200', () => {
  let service: HttpService;
  beforeEach(async () => {
    service = await HttpService.start();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    service.fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const ask = (email = EMAIL, days: unknown = 30) => post(CREATE, { email, days });
  const lease = () => {
    const now = service.clock.now();
    return service.backend.mail?.outbox.lease(now, new Date(now.getTime() + 60_000));
  };
  async function mailedToken(): Promise<string> {
    await ask();
    return tokenIn((await lease())?.text ?? '');
  }
  const answerOf = async (response: Response): Promise<unknown> => [response.status, await response.json()];
  const asked = (email: string, days: number) => ({
    ok: true,
    action: 'api_credentials_create',
    email,
    days,
    confirmation: { sent: true, ttl_minutes: 15 },
  });

  test('a request is answered once its mail is queued, which has the link', async () => {
    expect(await answerOf(await ask())).toEqual([200, asked(EMAIL, 30)]);
    const mail = await lease();
    expect(mail).toMatchObject({ to: { value: EMAIL }, attempt: 1 });
    expect(mail?.text).toMatch(/^https:\/\/postern\.test\/api\/credentials\/confirm\?token=[0-9a-f]{64}$/m);
  });

  test('the fields come from the body, a form or the query string, and the body wins', async () => {
    const query = await service.fetch(`${CREATE}?email=A%40Example.NET&days=7`, { method: 'POST' });
    expect(await answerOf(query)).toEqual([200, asked('a@example.net', 7)]);
    const form = await service.fetch(CREATE, {
      method: 'POST',
      body: new URLSearchParams({ email: 'b@example.net', days: '9999' }),
    });
    expect(await answerOf(form)).toEqual([200, asked('b@example.net', 9999)]);
    const both = await post(`${CREATE}?email=no&days=7`, { email: 'c@bücher.example', days: 1 });
    expect(await answerOf(both)).toEqual([200, asked('c@xn--bcher-kva.example', 1)]);
  });

  test('the answer is the same to an address that is known, and to one that asked a moment ago; neither gets more mail', async () => {
    expect(await answerOf(await ask('owner@example.net'))).toEqual([200, asked('owner@example.net', 30)]);
    expect(await answerOf(await ask('owner@example.net'))).toEqual([200, asked('owner@example.net', 30)]);
    expect(await lease()).toBeDefined();
    expect(await lease()).toBeUndefined();
    service.clock.advance(60_000);
    await ask('owner@example.net');
    expect((await lease())?.attempt).toBe(2);
    expect((await lease())?.attempt).toBe(1);
  });

  test(`${RACERS} requests at once for one address are one mail`, async () => {
    const answers = await Promise.all(Array.from({ length: RACERS }, () => ask()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await lease()).toBeDefined();
    expect(await lease()).toBeUndefined();
  });

  test('to look at a token changes nothing', async () => {
    const token = await mailedToken();
    for (let look = 0; look < 3; look++) {
      const response = await service.fetch(`${CONFIRM}?token=${token}`);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(await answerOf(response)).toEqual([
        200,
        {
          ok: true,
          action: 'api_credentials_confirm',
          confirmed: false,
          email: EMAIL,
          days: 30,
          expires_at: new Date(service.clock.now().getTime() + 15 * 60_000).toISOString(),
        },
      ]);
    }
    expect(await service.backend.keys.list({})).toHaveLength(1);
  });

  test.each(['body', 'query'] as const)('a token confirmed by %s is a key that works', async (place) => {
    const token = await mailedToken();
    const response =
      place === 'body'
        ? await post(CONFIRM, { token })
        : await service.fetch(`${CONFIRM}?token=${token}`, { method: 'POST' });
    const body = (await response.json()) as { token: string };
    expect(body).toEqual({
      ok: true,
      action: 'api_credentials_confirm',
      confirmed: true,
      email: EMAIL,
      token: expect.stringMatching(/^[0-9a-f]{64}$/),
      token_type: 'api_key',
      expires_in_days: 30,
    });
    const created = await service.create(
      { alias_handle: 'shop', alias_domain: 'example.org' },
      { 'X-API-Key': body.token },
    );
    expect(await created.json()).toMatchObject({ goto: EMAIL });
    service.clock.advance(30 * 86_400_000);
    expect((await service.create({}, { 'X-API-Key': body.token })).status).toBe(401);
  });

  test(`of ${RACERS} confirmations at once one makes the key`, async () => {
    const token = await mailedToken();
    const statuses = (await Promise.all(Array.from({ length: RACERS }, () => post(CONFIRM, { token })))).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, ...Array.from({ length: RACERS - 1 }, () => 400)]);
    expect(await service.backend.keys.list({})).toMatchObject([{}, { owner: EMAIL }]);
  });

  test('people get a page with a button, and then the key', async () => {
    const token = await mailedToken();
    const page = await service.fetch(`${CONFIRM}?token=${token}`, { headers: PEOPLE });
    expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'; form-action 'self'");
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    const html = await page.text();
    expect(html).toContain('<form method="post" action="confirm">');
    expect(html).toContain(`name="token" value="${token}"`);
    expect(html).not.toMatch(/<script|<style|style=|https?:/);

    const form = { method: 'POST', headers: PEOPLE, body: new URLSearchParams({ token }) };
    const shown = await service.fetch(CONFIRM, form);
    const key = /<pre>([0-9a-f]{64})<\/pre>/.exec(await shown.text())?.[1] ?? '';
    expect([shown.status, shown.headers.get('Referrer-Policy')]).toEqual([200, 'no-referrer']);
    expect((await service.create({}, { 'X-API-Key': key })).status).toBe(400);
    const again = await service.fetch(CONFIRM, form);
    expect([again.status, again.headers.get('Content-Type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(await again.text()).not.toContain(key);
  });

  test('an address is written into a page as text', async () => {
    await ask("o'b&c@example.net");
    const token = tokenIn((await lease())?.text ?? '');
    const html = await (await service.fetch(`${CONFIRM}?token=${token}`, { headers: PEOPLE })).text();
    expect(html).toContain('o&#39;b&amp;c@example.net');
  });

  test('what is told of the requests has no token', async () => {
    const token = await mailedToken();
    await service.fetch(`${CONFIRM}?token=${token}`);
    await service.fetch(`${CONFIRM}?token=${token}`, { method: 'POST' });
    await service.linesReach(3);
    expect(service.lines.map(({ route }) => route)).toEqual([CREATE, CONFIRM, CONFIRM]);
    expect(JSON.stringify([service.lines, service.failures])).not.toContain(token);
  });
});
