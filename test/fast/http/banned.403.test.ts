import { describe, expect, test } from '@jest/globals';
import { type BanKind, BanTarget } from '../../../src/domain/ban-target.js';
import { unwrap } from '../../../src/domain/result.js';
import { HttpService } from '../../support/http-service.js';

const CREATE = ['POST', '/api/alias/create', { alias_handle: 'shop', alias_domain: 'example.org' }] as const;
// The caller's own alias of it, where that was made, is no hindrance.
const TAKE = ['POST', '/api/handle/create', { handle: 'shop' }] as const;
const REQUEST = ['POST', '/api/credentials/create', { email: 'owner@example.net', days: 30 }] as const;

async function banned(kind: BanKind, text: string, options = {}): Promise<HttpService> {
  const service = await HttpService.start(options);
  await service.backend.bans.add({
    target: unwrap(BanTarget.parse(kind, text)),
    reason: 'told to nobody',
    createdAt: service.clock.now(),
    expiresAt: undefined,
  });
  return service;
}

test.each([
  ['email', 'owner@example.net', [CREATE, TAKE, REQUEST]],
  ['domain', 'example.net', [CREATE, TAKE, REQUEST]],
  ['domain', 'example.org', [CREATE]],
  ['handle', 'shop', [CREATE, TAKE]],
  ['ip', '127.0.0.0/8', [CREATE, TAKE, REQUEST]],
] as const)('who is banned by %s %s is told by what, and not why', async (kind, text, struck) => {
  await using service = await banned(kind, text);
  for (const route of [CREATE, TAKE, REQUEST]) {
    const { status, body } = await service.ask(route[0], route[1], route[2]);
    const isStruck = (struck as readonly unknown[]).includes(route);
    expect([route[1], status]).toEqual([route[1], isStruck ? 403 : 200]);
    if (isStruck)
      expect(body).toEqual({ error: 'banned', reason: kind, hint: expect.stringMatching(/banned here\.$/) });
  }
  expect((await service.ask('GET', '/api/alias/list')).status).toBe(200);
});

test('a malformed field is told before a ban, and a ban before a domain that is not served', async () => {
  await using service = await banned('handle', 'shop');
  const create = (alias_handle: string, alias_domain: string) =>
    service.ask('POST', '/api/alias/create', { alias_handle, alias_domain });
  expect(await create('shop', 'localhost')).toMatchObject({ status: 400, body: { error: 'invalid_params' } });
  expect(await create('shop', 'other.example')).toMatchObject({ status: 403, body: { error: 'banned' } });
  expect(await create('other', 'other.example')).toMatchObject({ status: 400, body: { error: 'invalid_domain' } });
});

/** Of one address; each is how some proxy writes it. */
const SPELLINGS = {
  '192.0.2.7': [
    '192.0.2.7',
    '192.0.2.7:443',
    '::ffff:192.0.2.7',
    '::FFFF:c000:207',
    '[::ffff:192.0.2.7]:80',
    '"192.0.2.7:1"',
  ],
  '2001:db8::7': [
    '2001:db8::7',
    '2001:DB8:0::7',
    '2001:0db8:0000:0000:0000:0000:0000:0007',
    '[2001:db8::7]',
    '[2001:db8::7]:443',
    '"[2001:db8::7]"',
    '"[2001:db8::7]:443"',
    '2001:db8::7%eth0',
    '[2001:db8::7%25eth0]:443',
    ' \t2001:db8::0.0.0.7 ',
  ],
} as const;

describe.each(Object.entries(SPELLINGS))('behind a proxy, %s', (ip, spellings) => {
  test.each(spellings)('is banned as %j too', async (spelling) => {
    await using service = await banned('ip', ip, { trustedProxies: 1 });
    const from = async (text: string) => (await service.create(CREATE[2], { 'X-Forwarded-For': text })).status;
    expect([await from(spelling), await from(`2001:db9::7, ${spelling}`), await from(`${ip}9`)]).toEqual([
      403, 403, 200,
    ]);
    expect(service.lines[0]?.ip).toBe(ip);
  });
});

test.each([
  'unknown',
  '_hidden',
  'no address',
  '192.000.002.007',
  '192.0.2.256',
  '192.0.2.7:port',
  '[192.0.2.7',
  '2001:db8::7]:443',
  '[2001:db8::7]443',
  '"',
  '[]',
  `[${'0:'.repeat(1000)}]`,
  '\u00e9',
])('%.20j is no address that a proxy names: its own counts', async (text) => {
  await using service = await banned('ip', '127.0.0.1', { trustedProxies: 1 });
  expect((await service.create(CREATE[2], { 'X-Forwarded-For': text })).status).toBe(403);
  expect((await service.create(CREATE[2], { 'X-Forwarded-For': '192.0.2.7' })).status).toBe(200);
  expect(service.lines.map(({ ip }) => ip)).toEqual(['127.0.0.1', '192.0.2.7']);
});
