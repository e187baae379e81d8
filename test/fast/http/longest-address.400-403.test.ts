import { expect, test } from '@jest/globals';
import { openSqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import { haltman } from '../../../src/adapters/sql/schemas/haltman/haltman.js';
import { HttpService } from '../../support/http-service.js';

const ADDRESS = 'shop@example.org';

async function answers(longest: object, alias_handle: string): Promise<unknown> {
  const schema = { ...haltman, longest };
  await using service = await HttpService.start({ backend: await openSqlBackend({ url: 'sqlite::memory:', schema }) });
  const response = await service.create({ alias_handle, alias_domain: 'example.org' });
  return [response.status, await response.json()];
}

test('an address that the mail server’s tables do not hold is refused, with how long one may be', async () => {
  const longest = { address: ADDRESS.length };
  expect(await answers(longest, 'shop')).toMatchObject([200, { address: ADDRESS }]);
  expect(await answers(longest, 'shops')).toEqual([
    400,
    {
      error: 'invalid_params',
      field: 'alias_handle',
      reason: 'address_too_long',
      hint: 'The whole address may have at most 16 octets.',
      constraints: { max_address_length: 16 },
    },
  ]);
});

test('an owner whom they cannot forward to is refused too', async () => {
  expect(await answers({ goto: 'owner@example.net'.length }, 'shop')).toMatchObject([200, { address: ADDRESS }]);
  expect(await answers({ goto: 16 }, 'shop')).toEqual([
    403,
    {
      error: 'forbidden',
      reason: 'goto_too_long',
      hint: 'The mail server forwards to addresses of at most 16 octets, and the key’s owner has a longer one.',
      constraints: { max_goto_length: 16 },
    },
  ]);
});
