import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CREATE, HttpService } from '../../support/http-service.js';

let service: HttpService;
beforeAll(async () => {
  service = await HttpService.start();
});
afterAll(() => service[Symbol.asyncDispose]());

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.emailAddress(), fc.domain(), fc.webFragments());
const field = fc.oneof(text, fc.jsonValue());

/** Whatever comes: success, a refusal of the contract's, and never a fault of ours. */
async function expectContract(response: Response): Promise<void> {
  expect([200, 400, 409, 413, 415]).toContain(response.status);
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.status === 200) expect(answer['address']).toMatch(/^[^@\s]+@example\.org$/);
  else expect(answer['error']).toMatch(/^[a-z_]+$/);
  expect(service.failures).toEqual([]);
}

test('any fields in a JSON body', async () => {
  await fc.assert(
    fc.asyncProperty(field, fc.oneof(field, fc.constant('example.org')), async (alias_handle, alias_domain) => {
      await expectContract(await service.create({ alias_handle, alias_domain }));
    }),
    { numRuns: 300 },
  );
});

test('any bytes of any type', async () => {
  const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'application/json;charset=x'];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), fc.constantFrom(...types), async (body, type) => {
      const headers = { 'X-API-Key': service.key, 'Content-Type': type };
      await expectContract(await service.fetch(CREATE, { method: 'POST', headers, body: new Uint8Array(body) }));
    }),
    { numRuns: 300 },
  );
});

test('any query string', async () => {
  await fc.assert(
    fc.asyncProperty(fc.webQueryParameters(), text, async (query, handle) => {
      const path = `${CREATE}?${query}&alias_domain=example.org&alias_handle=${encodeURIComponent(handle.toWellFormed())}`;
      await expectContract(await service.fetch(path, { method: 'POST', headers: { 'X-API-Key': service.key } }));
    }),
    { numRuns: 300 },
  );
});
