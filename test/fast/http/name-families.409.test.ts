import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HttpService } from '../../support/http-service.js';
import { domain } from '../../support/samples.js';

/** One address to the mail server must be one owner's, in whatever order its names and its domain came. */
describe('names that belong together: 409', () => {
  let service: HttpService;
  let stranger: string;
  beforeEach(async () => {
    service = await HttpService.start();
    stranger = await service.keyFor('other@example.net');
  });
  afterEach(() => service[Symbol.asyncDispose]());

  const create = (alias_handle: string, key = service.key, alias_domain = 'example.org') =>
    service.ask('POST', '/api/alias/create', { alias_handle, alias_domain }, key);
  const take = (handle: string, key = service.key) => service.ask('POST', '/api/handle/create', { handle }, key);
  const taken = (address: string) => ({ status: 409, body: { ok: false, error: 'alias_taken', address } });

  test('box+bank is for the owner of box alone', async () => {
    expect(await create('box')).toMatchObject({ status: 200 });
    expect(await create('box+bank', stranger)).toEqual(taken('box+bank@example.org'));
    expect(await create('box+bank')).toMatchObject({ status: 200 });
  });

  test('box is for nobody else once box+bank is given out', async () => {
    expect(await create('box+bank', stranger)).toMatchObject({ status: 200 });
    expect(await create('box')).toEqual(taken('box@example.org'));
  });

  test.each(['postmaster+x', 'admin+ssl'])('what extends a role name: %s', async (name) => {
    expect(await create(name)).toEqual(taken(`${name}@example.org`));
    expect(await take(name)).toEqual(taken(name));
  });

  test('a handle on every domain keeps what extends it', async () => {
    expect(await take('box')).toMatchObject({ status: 200 });
    expect(await create('box+bank', stranger)).toEqual(taken('box+bank@example.org'));
    expect(await take('box+bank', stranger)).toEqual(taken('box+bank'));
  });

  test('an owner’s mailbox, on a domain that is served since', async () => {
    expect(await create('shop')).toMatchObject({ status: 200 });
    await service.backend.domains.add(domain('example.net'), { visible: true });
    expect(await create('owner', stranger, 'example.net')).toEqual(taken('owner@example.net'));
    expect(await create('owner+bank', stranger, 'example.net')).toEqual(taken('owner+bank@example.net'));
    expect(await take('owner', stranger)).toEqual(taken('owner'));
  });
});
