import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openMemory } from '../../support/backends.js';
import { HttpService } from '../../support/http-service.js';
import { KEYED_ROUTES } from '../../support/routes.js';
import { twoOwnersContract } from '../../support/two-owners.contract.js';

let service: HttpService;
beforeEach(async () => {
  service = await HttpService.start();
  await service.create({ alias_handle: 'shop', alias_domain: 'example.org' });
});
afterEach(() => service[Symbol.asyncDispose]());

describe.each(KEYED_ROUTES)('%s %s', (method, path) => {
  test.each([
    ['', 'missing_api_key'],
    ['short', 'invalid_api_key_format'],
    ['ab'.repeat(32), 'invalid_or_expired_api_key'],
  ])('with the key %j is 401 %s, whatever else it says', async (key, error) => {
    const response = await service.fetch(`${path}?limit=x&alias=x&handle=%20`, {
      method,
      ...(key ? { headers: { 'X-API-Key': key } } : {}),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error });
    expect(response.headers.get('WWW-Authenticate')).toContain('X-API-Key');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  test('by another method is 405', async () => {
    const response = await service.fetch(path, { method: method === 'GET' ? 'POST' : 'GET' });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toContain(method);
  });

  test('answers are never kept', async () => {
    const response = await service.fetch(path, { method, headers: { 'X-API-Key': service.key } });
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('400 invalid_params', () => {
  test.each([
    ['limit=0', 'limit', 'out_of_range'],
    ['limit=-1', 'limit', 'not_a_whole_number'],
    ['limit=1.5', 'limit', 'not_a_whole_number'],
    ['limit=1&limit=2', 'limit', 'not_a_whole_number'],
    [`limit=${'9'.repeat(30)}`, 'limit', 'not_a_whole_number'],
    ['offset=x', 'offset', 'not_a_whole_number'],
    ['offset=100001', 'offset', 'out_of_range'],
    ['cursor=%00', 'cursor', 'not_a_whole_number'],
    ['cursor=0', 'cursor', 'out_of_range'],
  ])('of a list: %s', async (query, field, reason) => {
    for (const path of ['/api/alias/list', '/api/activity']) {
      const { status, body } = await service.ask('GET', `${path}?${query}`);
      expect([status, body]).toMatchObject([400, { error: 'invalid_params', field, reason }]);
      expect(body['constraints']).toMatchObject({ type: 'integer' });
    }
  });

  test.each([
    ['active=yes', 'active', 'not_a_flag'],
    ['active=1&active=0', 'active', 'not_a_flag'],
    ['domain=local', 'domain', 'too_few_labels'],
    ['q=a%25', 'q', 'forbidden_character'],
    ['q=.a', 'q', 'misplaced_dot'],
    [`q=${'a'.repeat(65)}`, 'q', 'too_long'],
    ['q=%C3%A9', 'q', 'not_ascii'],
    ['q=%20', 'q', 'empty'],
    ['q=a&q=b', 'q', 'not_a_string'],
  ])('of a filter: %s', async (query, field, reason) => {
    const { status, body } = await service.ask('GET', `/api/alias/list?${query}`);
    expect([status, body]).toMatchObject([400, { error: 'invalid_params', field, reason }]);
  });

  test.each([
    [{}, 'missing'],
    [{ alias: 7 }, 'not_a_string'],
    [{ alias: 'shop' }, 'no_at_sign'],
    [{ alias: 'a b@example.org' }, 'inner_white_space'],
    [{ alias: 'a|b@example.org' }, 'invalid_handle'],
    [{ alias: 'shop@local' }, 'invalid_domain'],
  ])('of a delete: %j', async (input, reason) => {
    const { status, body } = await service.ask('POST', '/api/alias/delete', input);
    expect([status, body]).toMatchObject([400, { error: 'invalid_params', field: 'alias', reason }]);
  });

  test.each(['create', 'delete'])('of a handle %s', async (verb) => {
    const { status, body } = await service.ask('POST', `/api/handle/${verb}`, { handle: 'a@b' });
    expect([status, body]).toMatchObject([400, { field: 'handle', reason: 'forbidden_character' }]);
  });
});

describe('what is not there, not one’s own, or gone', () => {
  test('an unknown alias is 404, a deleted one 400', async () => {
    expect(await service.ask('POST', '/api/alias/delete', { alias: 'gone@example.org' })).toMatchObject({
      status: 404,
      body: { error: 'alias_not_found' },
    });
    await service.ask('POST', '/api/alias/delete', { alias: 'shop@example.org' });
    expect(await service.ask('POST', '/api/alias/delete', { alias: 'shop@example.org' })).toMatchObject({
      status: 400,
      body: { error: 'alias_inactive' },
    });
  });

  test('an unknown handle is 404; a held one and a role name are 409', async () => {
    expect(await service.ask('POST', '/api/handle/delete', { handle: 'gone' })).toMatchObject({
      status: 404,
      body: { error: 'handle_not_found' },
    });
    await service.ask('POST', '/api/handle/create', { handle: 'mine' });
    for (const handle of ['mine', 'postmaster']) {
      expect(await service.ask('POST', '/api/handle/create', { handle })).toEqual({
        status: 409,
        body: { ok: false, error: 'alias_taken', address: handle },
      });
    }
  });
});

twoOwnersContract('memory', openMemory);
