import { expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { ExportAliases } from '../../../../src/application/aliases/export-aliases.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { collect } from '../../../support/rows.js';
import { alias, domain, email } from '../../../support/samples.js';

test.each([
  [0, []],
  [1, [1]],
  [1_000, [1_000]],
  [2_001, [1_000, 1_000, 1]],
])('%i aliases come once each, in pages', async (count, pages) => {
  const { aliases } = openMemoryBackend(new FixedClock());
  for (let i = 0; i < count; i++) await aliases.claim({ alias: alias(`h${i}@example.org`, 'owner@example.net') });
  const exported = await collect(new ExportAliases(aliases).execute({}));
  expect(exported.map((page) => page.length)).toEqual(pages);
  const addresses = exported.flat().map(({ address }) => address);
  expect(new Set(addresses).size).toBe(count);
  expect(addresses).toEqual([...addresses].sort());
});

test('those of an owner or of a domain alone', async () => {
  const { aliases } = openMemoryBackend(new FixedClock());
  await aliases.claim({ alias: alias('a@example.org', 'one@example.net') });
  await aliases.claim({ alias: alias('b@example.com', 'one@example.net') });
  await aliases.claim({ alias: alias('c@example.com', 'two@example.net', false) });
  const addresses = async (command: Parameters<ExportAliases['execute']>[0]) =>
    (await collect(new ExportAliases(aliases).execute(command))).flat().map(({ address }) => address);
  expect(await addresses({ owner: email('one@example.net') })).toEqual(['a@example.org', 'b@example.com']);
  expect(await addresses({ domain: domain('example.com') })).toEqual(['b@example.com', 'c@example.com']);
});
