import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { compileReader } from '../../../../src/adapters/http/fields/compile-reader.js';
import { parseFields } from '../../../../src/adapters/http/fields/parse-fields.js';
import { quickReadOf } from '../../../../src/adapters/http/fields/quick-reads.js';
import { EVERY_ROUTE } from '../../../support/routes.js';

const INPUTS = EVERY_ROUTE.flatMap(([method, path, { about }]) =>
  about?.input ? [[method, path, about.input] as const] : [],
);

const good = fc.constantFrom('shop', ' Shop ', 'shop@example.org', 'Example.ORG', 'bücher.example', '1', '50', 'true');
const bad = fc.constantFrom('', ' ', '0', '-1', '1.5', '1e3', '9'.repeat(15), '9'.repeat(16), '-x', 'a..b', 'K', '90 ');
const value = fc.oneof(
  good,
  bad,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.emailAddress(),
  fc.domain(),
  fc.stringMatching(/^[0-9a-f]{64}$/),
  fc.integer({ min: -5, max: 20_000 }),
  fc.constantFrom(-0, 0.5, Number.NaN, Infinity, 2 ** 53),
  fc.jsonValue(),
  fc.constant(undefined),
  fc.array(good, { maxLength: 2 }),
);

describe.each(INPUTS)('the fields of %s %s', (_, _path, input) => {
  test('are read alike by the compiled reader and by their schema', () => {
    const read = compileReader(input);
    const values = fc.record(Object.fromEntries(Object.keys(input.shape).map((name) => [name, value])));
    fc.assert(
      fc.property(values, (given) => {
        const valueOf = (name: string) => given[name];
        expect(read(valueOf)).toStrictEqual(parseFields(input, valueOf));
      }),
      { numRuns: 1_000 },
    );
  });

  test('have a quick read each', () => {
    const shape: Readonly<Record<string, unknown>> = input.shape;
    for (const [name, field] of Object.entries(shape)) {
      const inner: unknown = field instanceof z.ZodOptional ? field.unwrap() : field;
      expect([name, typeof quickReadOf(inner)]).toEqual([name, 'function']);
    }
  });
});

test('a field without a quick read is read by its schema', () => {
  const read = compileReader(z.object({ note: z.string().trim() }));
  expect(read(() => ' text ')).toEqual({ ok: true, value: { note: 'text' } });
  expect(read(() => undefined)).toMatchObject({ ok: false, error: { field: 'note', reason: 'missing' } });
});
