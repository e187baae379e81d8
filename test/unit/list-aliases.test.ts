import { beforeEach, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { ListAliases } from '../../src/application/list-aliases.js';
import { FixedClock } from '../support/fixed-clock.js';
import { alias, email } from '../support/samples.js';

const COUNT = 230;
let list: ListAliases;

beforeEach(async () => {
  const { aliases, domains } = openMemoryBackend(new FixedClock());
  for (let i = 1; i <= COUNT; i++) await aliases.claim(alias(`a${i}@example.org`, `owner${i % 2}@example.net`));
  list = new ListAliases(aliases, domains);
});

test('a page is the 50 newest, unless asked otherwise', async () => {
  const { items: page } = await list.execute({});
  expect(page).toHaveLength(50);
  expect(page[0]?.address).toBe(`a${COUNT}@example.org`);
});

test('more than 200 is cut to 200', async () => {
  expect((await list.execute({ limit: 200 })).items).toHaveLength(200);
  expect((await list.execute({ limit: 201 })).items).toHaveLength(200);
  expect((await list.execute({ limit: 199 })).items).toHaveLength(199);
});

test('less than one is cut to one, and no offset is negative', async () => {
  for (const limit of [0, -1]) expect((await list.execute({ limit })).items).toHaveLength(1);
  expect((await list.execute({ limit: 1, offset: -5 })).items).toMatchObject([{ address: `a${COUNT}@example.org` }]);
});

test('offset and owner are passed on', async () => {
  expect((await list.execute({ offset: COUNT - 1 })).items).toMatchObject([{ address: 'a1@example.org' }]);
  const { items: owned } = await list.execute({ owner: email('owner1@example.net'), limit: 200 });
  expect(owned).toHaveLength(COUNT / 2);
  expect(new Set(owned.map((record) => record.goto))).toEqual(new Set(['owner1@example.net']));
});
