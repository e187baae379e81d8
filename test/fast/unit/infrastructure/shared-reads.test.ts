import { describe, expect, test } from '@jest/globals';
import { OwnerTurns } from '../../../../src/adapters/caches/owner-turns.js';
import { SharedAliasStats } from '../../../../src/adapters/caches/shared-alias-stats.js';
import { SharedListActivity } from '../../../../src/adapters/caches/shared-list-activity.js';
import { SharedListAliases } from '../../../../src/adapters/caches/shared-list-aliases.js';
import { SharedServedDomains } from '../../../../src/adapters/caches/shared-served-domains.js';
import type { AliasPage, ListAliasesCommand } from '../../../../src/application/aliases/list-aliases.js';
import { email } from '../../../support/samples.js';

const OWNER = email('owner@example.net');
const OTHER = email('other@example.net');
const TTL_MS = 1_000;

/** Work that begins when it is called and ends when it is told to; `begun` holds what is asked, in order. */
function held<Command, Answer>() {
  const begun: { readonly command: Command; readonly end: (answer: Answer) => void; readonly fail: () => void }[] = [];
  const execute = (command: Command) =>
    new Promise<Answer>((resolve, reject) => {
      const fail = () => {
        reject(new Error('away'));
      };
      begun.push({ command, end: resolve, fail });
    });
  return { begun, execute };
}

/** Long enough for everything that does not wait for `held` work. */
async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('SharedAliasStats', () => {
  const stats = (total: number) => ({ total, active: 0, createdSince: 0, modifiedSince: 0, byDomain: [] });

  function open() {
    let nowMs = 0;
    const count = held<{ owner: typeof OWNER }, ReturnType<typeof stats>>();
    const shared = new SharedAliasStats(count, new OwnerTurns(), () => nowMs);
    return {
      count,
      ask: (owner = OWNER) => shared.execute({ owner }),
      pass: () => {
        nowMs += TTL_MS;
      },
    };
  }

  test('an owner’s numbers are counted once a second, and another’s are their own', async () => {
    const { count, ask, pass } = open();
    const first = [ask(), ask(OTHER), ask()];
    await turns();
    expect(count.begun.map(({ command }) => command.owner)).toEqual([OWNER, OTHER]);
    for (const [at, { end }] of count.begun.entries()) end(stats(at));
    expect((await Promise.all(first)).map(({ total }) => total)).toEqual([0, 1, 0]);
    expect((await ask()).total).toBe(0);
    pass();
    const later = ask();
    await turns();
    count.begun[2]?.end(stats(2));
    expect((await later).total).toBe(2);
  });

  test('counting that takes longer than a second is not begun again', async () => {
    const { count, ask, pass } = open();
    const first = ask();
    await turns();
    pass();
    const second = ask();
    await turns();
    expect(count.begun).toHaveLength(1);
    count.begun[0]?.end(stats(7));
    expect([(await first).total, (await second).total]).toEqual([7, 7]);
  });

  test('a failure reaches those who wait, and is not kept', async () => {
    const { count, ask } = open();
    const both = [ask(), ask()];
    await turns();
    count.begun[0]?.fail();
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = ask();
    await turns();
    count.begun[1]?.end(stats(1));
    expect((await again).total).toBe(1);
  });
});

describe('SharedListAliases', () => {
  const page = (total: number): AliasPage => ({
    items: [],
    limit: 50,
    offset: 0,
    nextId: undefined,
    total,
    totalIsAtLeast: false,
  });

  function open() {
    const list = held<ListAliasesCommand, AliasPage>();
    const shared = new SharedListAliases(list, new OwnerTurns());
    const ask = (command: Partial<ListAliasesCommand> = {}) => shared.execute({ owner: OWNER, ...command });
    return { list, ask };
  }

  test('pages that lie deep or are narrowed are read one at a time for each owner, and others beside them', async () => {
    const { list, ask } = open();
    const pages = [
      ask({ offset: 1_000 }),
      ask({ active: true }),
      ask({ offset: 1_000, owner: OTHER }),
      ask({ offset: 999 }),
      ask({ active: true }),
    ];
    await turns();
    const owners = () => list.begun.map(({ command: { owner, offset, active } }) => [owner, offset, active]);
    expect(owners()).toEqual([
      [OWNER, 999, undefined],
      [OWNER, 1_000, undefined],
      [OTHER, 1_000, undefined],
    ]);
    list.begun[1]?.fail();
    await turns();
    expect(owners()[3]).toEqual([OWNER, undefined, true]);
    for (const { end } of list.begun) end(page(1));
    expect((await Promise.allSettled(pages)).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(list.begun).toHaveLength(4);
  });

  test('all pages of an owner who has many aliases are read one at a time', async () => {
    const { list, ask } = open();
    for (const [at, total] of [2_000, 2_001].entries()) {
      const pages = [ask({ limit: 1 }), ask({ limit: 2 })];
      await turns();
      expect(list.begun).toHaveLength(2 * at + 2);
      for (const { end } of list.begun) end(page(total));
      await Promise.all(pages);
    }
    const pages = [ask({ limit: 1 }), ask({ limit: 2 })];
    await turns();
    expect(list.begun).toHaveLength(5);
    list.begun[4]?.end(page(2_001));
    await turns();
    list.begun[5]?.end(page(2_001));
    await Promise.all(pages);
  });
});

test('SharedListActivity: pages that lie deep are read one at a time for each owner', async () => {
  const list = held<{ offset?: number | undefined }, { items: []; limit: number; offset: number; nextId: undefined }>();
  const shared = new SharedListActivity(list, new OwnerTurns());
  const pages = [0, 999, 1_000, 2_000].map((offset) => shared.execute({ owner: OWNER, offset }));
  await turns();
  expect(list.begun.map(({ command }) => command.offset)).toEqual([0, 999, 1_000]);
  const answer = { items: [], limit: 0, offset: 0, nextId: undefined } as const;
  list.begun[2]?.end({ ...answer, items: [] });
  await turns();
  expect(list.begun.map(({ command }) => command.offset)).toEqual([0, 999, 1_000, 2_000]);
  for (const { end } of list.begun) end({ ...answer, items: [] });
  expect(await Promise.all(pages)).toHaveLength(4);
});

test('SharedServedDomains: the list is read once a second', async () => {
  let nowMs = 0;
  const list = held<undefined, readonly never[]>();
  const shared = new SharedServedDomains({ execute: () => list.execute(undefined) }, () => nowMs);
  const asked = [shared.execute(), shared.execute()];
  list.begun[0]?.end([]);
  const [first, second] = await Promise.all(asked);
  expect(second).toBe(first);
  nowMs = TTL_MS;
  const later = shared.execute();
  expect(list.begun).toHaveLength(2);
  list.begun[1]?.end([]);
  expect(await later).not.toBe(first);
});
