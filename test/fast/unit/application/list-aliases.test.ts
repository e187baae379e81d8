import { beforeEach, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { ListAliases } from '../../../../src/application/aliases/list-aliases.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { alias, domain, email } from '../../../support/samples.js';

const COUNT = 230;
let list: ListAliases;

beforeEach(async () => {
  const { aliases, domains } = openMemoryBackend(new FixedClock());
  for (let i = 1; i <= COUNT; i++)
    await aliases.claim({ alias: alias(`a${i}@example.org`, `owner${i % 2}@example.net`) });
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

test('a filter looks at so many aliases and no more, and leads on to the next', async () => {
  const { aliases, domains } = openMemoryBackend(new FixedClock());
  const owner = email('owner@example.net');
  const found = async (beforeId?: number) => {
    const page = await new ListAliases(aliases, domains).execute({ owner, domain: domain('example.com'), beforeId });
    return { ...page, items: page.items.map(({ address }) => address) };
  };
  for (const handle of ['oldest', 'older']) await aliases.claim({ alias: alias(`${handle}@example.com`, owner.value) });
  expect(await found()).toMatchObject({ total: 2, totalIsAtLeast: false, nextId: undefined });
  for (let i = 2; i < ListAliases.MAX_EXAMINED; i++)
    await aliases.claim({ alias: alias(`a${i}@example.org`, owner.value) });

  const last = await found();
  expect(last).toMatchObject({ items: ['older@example.com', 'oldest@example.com'], total: 2, totalIsAtLeast: true });
  expect(await found(last.nextId)).toMatchObject({ items: [], nextId: undefined });

  await aliases.claim({ alias: alias('newest@example.com', owner.value) });
  const first = await found();
  expect(first).toMatchObject({ items: ['newest@example.com', 'older@example.com'], total: 2, totalIsAtLeast: true });
  expect(await found(first.nextId)).toMatchObject({ items: ['oldest@example.com'], total: 2, nextId: undefined });
});
