import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Backend } from '../../src/application/ports/backend.js';
import { HttpService } from './http-service.js';
import { EVERY_ROUTE, fieldNames } from './routes.js';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.emailAddress(),
  fc.domain(),
  fc.webFragments(),
  fc.constantFrom(
    '',
    '0',
    '1',
    '-1',
    '1e9',
    '9007199254740991',
    '999999999999999',
    '%',
    '_',
    '\\',
    "'",
    '|',
    '\0',
    'shop',
    'shop@example.org',
  ),
  fc.stringMatching(/^[0-9a-f]{64}$/),
);
const field = fc.oneof(text, fc.jsonValue());

/** No input to any route is answered with a fault of ours. */
export function anyInputContract(
  name: string,
  open: () => Promise<{ readonly backend: Backend; readonly dispose: () => Promise<void> }>,
  numRuns: number,
): void {
  describe(`on ${name}`, () => {
    let service: HttpService;
    let dispose: () => Promise<void>;
    beforeAll(async () => {
      const opened = await open();
      dispose = opened.dispose;
      service = await HttpService.start({ backend: { ...opened.backend, close: () => Promise.resolve() } });
      await service.create({ alias_handle: 'shop', alias_domain: 'example.org' });
    });
    afterAll(async () => {
      await service[Symbol.asyncDispose]();
      await dispose();
    });

    test.each(EVERY_ROUTE)(
      '%s %s answers whatever comes, and never with a fault of ours',
      async (method, path, route) => {
        const names = fieldNames(route);
        await fc.assert(
          fc.asyncProperty(
            fc.record(Object.fromEntries(names.map((name) => [name, text])), { requiredKeys: [] }),
            fc.record(Object.fromEntries(names.map((name) => [name, field])), { requiredKeys: [] }),
            async (query, body) => {
              const search = Object.entries(query).map(
                ([name, value]) => `${name}=${encodeURIComponent((value ?? '').toWellFormed())}`,
              );
              const response = await service.fetch(`${path}?${search.join('&')}`, {
                method,
                headers: { 'X-API-Key': service.key, 'Content-Type': 'application/json' },
                ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
              });
              expect([200, 400, 403, 404, 409, 413]).toContain(response.status);
              const answer: unknown = await response.json();
              if (response.status !== 200) expect(answer).toMatchObject({ error: expect.stringMatching(/^[a-z_]+$/) });
              expect(service.failures).toEqual([]);
            },
          ),
          { numRuns },
        );
      },
    );
  });
}
