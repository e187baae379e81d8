import { expect, test } from '@jest/globals';
import { tokenIn } from '../../support/token-in.js';
import { HttpService } from '../../support/http-service.js';
import { email } from '../../support/samples.js';

const OWNER = email('owner@example.net');
const REACHED = { error: 'forbidden', reason: 'quota_reached', hint: expect.any(String) };

test('an alias more than the owner may have: 403; after a delete there is room, and other owners have theirs', async () => {
  await using service = await HttpService.start({ quotas: { aliases: 1, handles: undefined, keys: undefined } });
  const create = async (handle: string, key?: string) =>
    service.ask('POST', '/api/alias/create', { alias_handle: handle, alias_domain: 'example.org' }, key);
  expect((await create('one')).status).toBe(200);
  expect(await create('two')).toEqual({ status: 403, body: { ...REACHED, constraints: { max_aliases: 1 } } });
  // It is not free, and that is said first.
  expect((await create('one')).status).toBe(409);
  expect((await create('three', await service.keyFor('other@example.net'))).status).toBe(200);
  expect((await service.ask('POST', '/api/alias/delete', { alias: 'one@example.org' })).status).toBe(200);
  expect((await create('two')).status).toBe(200);
});

test('an alias that is revived counts', async () => {
  const quotas = { aliases: 1, handles: undefined, keys: undefined };
  await using service = await HttpService.start({ quotas, policy: 'revive' });
  const create = async (handle: string) =>
    (await service.ask('POST', '/api/alias/create', { alias_handle: handle, alias_domain: 'example.org' })).status;
  expect(await create('one')).toBe(200);
  await service.ask('POST', '/api/alias/delete', { alias: 'one@example.org' });
  expect(await create('two')).toBe(200);
  expect(await create('two')).toBe(200);
  expect(await create('one')).toBe(403);
});

test('a handle more than the owner may have: 403', async () => {
  await using service = await HttpService.start({ quotas: { aliases: undefined, handles: 1, keys: undefined } });
  const take = (handle: string) => service.ask('POST', '/api/handle/create', { handle });
  expect((await take('one')).status).toBe(200);
  expect(await take('two')).toEqual({ status: 403, body: { ...REACHED, constraints: { max_handles: 1 } } });
  expect((await take('one')).status).toBe(409);
  expect((await service.ask('POST', '/api/handle/delete', { handle: 'one' })).status).toBe(200);
  expect((await take('two')).status).toBe(200);
});

test('a key more than the owner may have: 403, and the link works once one is revoked', async () => {
  await using service = await HttpService.start({ quotas: { aliases: undefined, handles: undefined, keys: 1 } });
  await service.ask('POST', '/api/credentials/create', { email: OWNER.value, days: 1 });
  const now = service.clock.now();
  const mail = await service.backend.mail?.outbox.lease(now, now);
  const token = tokenIn(mail?.text ?? '');
  const confirm = (Accept = 'application/json') =>
    service.fetch('/api/credentials/confirm', {
      method: 'POST',
      headers: { Accept },
      body: new URLSearchParams({ token }),
    });
  const refused = await confirm();
  expect([refused.status, await refused.json()]).toEqual([403, { ...REACHED, constraints: { max_keys: 1 } }]);
  const page = await confirm('text/html');
  expect([page.status, page.headers.get('Content-Type')]).toEqual([403, 'text/html; charset=utf-8']);
  await service.backend.keys.revoke(1, now);
  expect((await confirm()).status).toBe(200);
});

test('an owner’s own quota goes before that of all owners', async () => {
  await using service = await HttpService.start({ quotas: { aliases: 0, handles: undefined, keys: undefined } });
  const create = async (handle: string) =>
    (await service.ask('POST', '/api/alias/create', { alias_handle: handle, alias_domain: 'example.org' })).status;
  expect(await create('one')).toBe(403);
  const set = async (aliases: number | 'none' | undefined) => {
    await service.backend.quotas.set(OWNER, { aliases });
    service.clock.advance(1_000);
  };
  await set(1);
  expect([await create('one'), await create('two')]).toEqual([200, 403]);
  await set('none');
  expect(await create('two')).toBe(200);
  await set(undefined);
  expect(await create('three')).toBe(403);
});
