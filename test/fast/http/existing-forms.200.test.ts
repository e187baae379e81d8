import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Alias } from '../../../src/domain/alias.js';
import { EmailAddress } from '../../../src/domain/addresses/email-address.js';
import { Handle } from '../../../src/domain/addresses/handle.js';
import { unwrap } from '../../../src/domain/result.js';
import { email } from '../../support/samples.js';
import { HttpService } from '../../support/http-service.js';

/** Earlier versions gave out forms that mail servers refuse: their owners still see them, and can give them up. */
let service: HttpService;
beforeEach(async () => {
  service = await HttpService.start();
});
afterEach(() => service[Symbol.asyncDispose]());

test.each(['-shop@example.org', 'shop@1.2'])('%s is listed, found by filters, and deleted', async (address) => {
  const owned = unwrap(Alias.of(unwrap(EmailAddress.parseExisting(address)), email('owner@example.net')));
  await service.backend.aliases.claim({ alias: owned });
  const [handle = '', domain = ''] = address.split('@');
  for (const filter of ['', `q=${handle.slice(0, 1)}`, `domain=${domain}`])
    expect(await service.ask('GET', `/api/alias/list?${filter}`)).toMatchObject({
      status: 200,
      body: { items: [{ address, active: 1 }] },
    });
  expect(await service.ask('POST', '/api/alias/delete', { alias: ` ${address.toUpperCase()}` })).toEqual({
    status: 200,
    body: { ok: true, deleted: true, alias: address },
  });
  expect((await service.ask('POST', '/api/alias/delete', { alias: address })).body).toMatchObject({
    error: 'alias_inactive',
  });
});

test('a handle with a leading hyphen is given up, and not taken again', async () => {
  const { handles } = service.backend;
  await handles?.take(unwrap(Handle.parseExisting('-shop')), email('owner@example.net'));
  expect(await service.ask('POST', '/api/handle/delete', { handle: '-shop' })).toMatchObject({
    status: 200,
    body: { handle: '-shop', active: false },
  });
  expect(await service.ask('POST', '/api/handle/create', { handle: '-shop' })).toMatchObject({
    status: 400,
    body: { reason: 'leading_hyphen', constraints: { not_first: '. -' } },
  });
});
