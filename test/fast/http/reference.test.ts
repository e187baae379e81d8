import { expect, test } from '@jest/globals';
import { readPage } from '../../support/docs.js';
import { HttpService } from '../../support/http-service.js';

const PAGE = 'docs/reference/http-api.md';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: unknown }>>>>;
}

/** The codes of every refusal that the examples of a document show. */
function codesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    (name === 'error' || name === 'reason') && typeof inner === 'string' ? [inner] : codesIn(inner),
  );
}

test(`${PAGE} has every route, and every code that an example of a refusal shows`, async () => {
  await using service = await HttpService.start();
  const { paths } = (await (await service.fetch('/openapi.json')).json()) as Document;
  const page = readPage(PAGE);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({ name: `${method.toUpperCase()} ${path}`, responses })),
  );
  expect(operations.map(({ name }) => name).filter((name) => !page.includes(`\`${name}`))).toEqual([]);
  const codes = [...new Set(operations.flatMap(({ responses }) => codesIn(responses)))];
  expect(codes).toContain('alias_taken');
  expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});
