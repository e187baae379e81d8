import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { domain, LONGEST_DOMAIN_FOR_IT, LONGEST_HANDLE } from '../../support/samples.js';
import { CREATE, HttpService } from '../../support/http-service.js';

const SHOP = { alias_handle: 'shop', alias_domain: 'example.org' };
const MALFORMED = { error: 'invalid_params', reason: 'malformed_body' };

describe('POST /api/alias/create: 400', () => {
  let service: HttpService;
  beforeAll(async () => {
    service = await HttpService.start();
  });
  afterEach(async () => {
    expect(await service.aliases()).toEqual([]);
    expect(service.failures).toEqual([]);
  });
  afterAll(() => service[Symbol.asyncDispose]());

  async function expectRefusal(response: Response, refusal: Record<string, unknown>): Promise<void> {
    const answer = (await response.json()) as Record<string, unknown>;
    expect([response.status, answer]).toEqual([400, expect.objectContaining(refusal)]);
    expect(response.headers.get('X-Request-Id')).toBeTruthy();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(answer['hint']).toEqual(expect.any(String));
  }

  test.each([
    [{ alias_domain: 'example.org' }, 'missing'],
    [{ ...SHOP, alias_handle: null }, 'missing'],
    [{ ...SHOP, alias_handle: 7 }, 'not_a_string'],
    [{ ...SHOP, alias_handle: ['shop'] }, 'not_a_string'],
    [{ ...SHOP, alias_handle: { value: 'shop' } }, 'not_a_string'],
    [{ ...SHOP, alias_handle: true }, 'not_a_string'],
    [{ ...SHOP, alias_handle: '' }, 'empty'],
    [{ ...SHOP, alias_handle: ' ' }, 'empty'],
    [{ ...SHOP, alias_handle: 'h'.repeat(65) }, 'too_long'],
    [{ ...SHOP, alias_handle: 'h'.repeat(20_000) }, 'too_long'],
    [{ ...SHOP, alias_handle: 'caf\u00e9' }, 'not_ascii'],
    [{ ...SHOP, alias_handle: '\u212A' }, 'not_ascii'],
    [{ ...SHOP, alias_handle: '\ud800' }, 'not_ascii'],
    [{ ...SHOP, alias_handle: 'shop@example.org' }, 'forbidden_character'],
    [{ ...SHOP, alias_handle: 'sh%op' }, 'forbidden_character'],
    [{ ...SHOP, alias_handle: 'sh\u0000op' }, 'forbidden_character'],
    [{ ...SHOP, alias_handle: '.shop' }, 'misplaced_dot'],
    [{ ...SHOP, alias_handle: '-shop' }, 'leading_hyphen'],
  ])('the handle of %j: %s', async (body, reason) => {
    const constraints = expect.objectContaining({ min_length: 1, max_length: 64, not_first: '. -' });
    await expectRefusal(await service.create(body), {
      error: 'invalid_params',
      field: 'alias_handle',
      reason,
      constraints,
    });
  });

  test.each([
    [{ alias_handle: 'shop' }, 'missing'],
    [{ ...SHOP, alias_domain: 7 }, 'not_a_string'],
    [{ ...SHOP, alias_domain: '' }, 'empty'],
    [{ ...SHOP, alias_domain: 'a.'.repeat(130) + 'example' }, 'too_long'],
    [{ ...SHOP, alias_domain: 'localhost' }, 'too_few_labels'],
    [{ ...SHOP, alias_domain: 'example.org.' }, 'empty_label'],
    [{ ...SHOP, alias_domain: `${'l'.repeat(64)}.example` }, 'label_too_long'],
    [{ ...SHOP, alias_domain: 'ex_ample.org' }, 'forbidden_character'],
    [{ ...SHOP, alias_domain: '-.example' }, 'misplaced_hyphen'],
    [{ ...SHOP, alias_domain: '192.0.2.1' }, 'numeric_domain'],
    [{ ...SHOP, alias_domain: '\u212Aexample.org' }, 'not_ascii'],
    [{ ...SHOP, alias_domain: 'xn--\u00fc.example' }, 'not_ascii'],
    [{ ...SHOP, alias_domain: '\u00fc'.repeat(9_000) }, 'not_ascii'],
  ])('the domain of %j: %s', async (body, reason) => {
    const constraints = expect.objectContaining({ max_length: 253, max_label_length: 63, min_labels: 2 });
    await expectRefusal(await service.create(body), {
      error: 'invalid_params',
      field: 'alias_domain',
      reason,
      constraints,
    });
  });

  test('a body field wins over the query’s even when it is invalid', async () => {
    const response = await service.create({ alias_handle: '' }, {}, '?alias_handle=shop&alias_domain=example.org');
    await expectRefusal(response, { field: 'alias_handle', reason: 'empty' });
  });

  test('a field twice in the query string is not one string', async () => {
    const response = await service.create({}, {}, '?alias_handle=a&alias_handle=b&alias_domain=example.org');
    await expectRefusal(response, { field: 'alias_handle', reason: 'not_a_string' });
  });

  test('a field of the body’s prototype is no field', async () => {
    await expectRefusal(await service.create('{"toString":1}'), { field: 'alias_handle', reason: 'missing' });
  });

  test('an address over 254 octets', async () => {
    const longer = LONGEST_DOMAIN_FOR_IT.replace('.example', 'd.example');
    await service.backend.domains.add(domain(longer), { visible: true });
    const response = await service.create({ alias_handle: LONGEST_HANDLE, alias_domain: longer });
    await expectRefusal(response, {
      error: 'invalid_params',
      field: 'alias_handle',
      reason: 'address_too_long',
      constraints: { max_address_length: 254 },
    });
  });

  test.each(['example.com', 'sub.example.org', 'off.example'])(
    '%s is not served: invalid_domain',
    async (alias_domain) => {
      await service.backend.domains.add(domain('off.example'), { visible: true });
      await service.backend.domains.setActive(domain('off.example'), false);
      for (const alias_handle of ['shop', 'postmaster']) {
        await expectRefusal(await service.create({ alias_handle, alias_domain }), {
          error: 'invalid_domain',
          field: 'alias_domain',
        });
      }
    },
  );

  test('the fields are looked at before the domain is', async () => {
    const response = await service.create({ alias_handle: '', alias_domain: 'example.com' });
    await expectRefusal(response, { error: 'invalid_params', field: 'alias_handle' });
  });

  test.each([
    '{',
    '{"alias_handle": "shop",}',
    'alias_handle=shop',
    '[]',
    '[{"alias_handle":"shop"}]',
    'null',
    '"shop"',
    '7',
    '\u0000',
    '[['.repeat(8_000),
    `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    '{"__proto__": {"alias_handle": "shop"}}',
  ])('malformed JSON, or JSON that is no object: %.20s', async (body) => {
    await expectRefusal(await service.create(body, {}, '?alias_handle=shop&alias_domain=example.org'), MALFORMED);
  });

  test('deep nesting in a field that nobody asked for hurts nobody', async () => {
    const body = `{"filler":${'['.repeat(15_000)}${']'.repeat(15_000)}}`;
    await expectRefusal(await service.create(body), { field: 'alias_handle', reason: 'missing' });
  });

  test('bad UTF-8 in a field is not ASCII', async () => {
    const body = Buffer.from('7b22616c6961735f68616e646c65223a22ff73686f70227d', 'hex');
    const response = await service.fetch(CREATE, {
      method: 'POST',
      headers: { 'X-API-Key': service.key, 'Content-Type': 'application/json' },
      body,
    });
    await expectRefusal(response, { field: 'alias_handle', reason: 'not_ascii' });
  });

  test.each([
    ['no gzip at all', Buffer.from('{"alias_handle":"shop"}')],
    ['gzip cut short', gzipSync(JSON.stringify(SHOP)).subarray(0, 20)],
    ['gzip of no JSON', gzipSync('{')],
  ])('a gzip body that is %s', async (_, body) => {
    const response = await service.fetch(CREATE, {
      method: 'POST',
      headers: { 'X-API-Key': service.key, 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: new Uint8Array(body),
    });
    await expectRefusal(response, MALFORMED);
  });
});
