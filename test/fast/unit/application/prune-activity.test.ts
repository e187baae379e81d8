import { expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { PruneActivity } from '../../../../src/application/activity/prune-activity.js';
import { DAY_MS } from '../../../../src/domain/add-days.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { originOfNewKey } from '../../../support/origins.js';
import { alias, email } from '../../../support/samples.js';

const OWNER = email('owner@example.net');

async function open(changes: number) {
  const clock = new FixedClock();
  const backend = openMemoryBackend(clock);
  const origin = await originOfNewKey(backend, OWNER);
  for (let n = 0; n < changes; n++)
    await backend.aliases.claim({ alias: alias(`a${n}@example.org`, OWNER.value), origin });
  const prune = new PruneActivity(backend.activity, clock, 2);
  const count = async () => (await backend.activity.list({ owner: OWNER, limit: 10_000, offset: 0 })).length;
  return { clock, prune, count };
}

test('a record is kept for so many days', async () => {
  const { clock, prune, count } = await open(1);
  clock.advance(2 * DAY_MS);
  expect(await prune.execute()).toEqual({ removed: 0, nextId: undefined });
  expect(await count()).toBe(1);
  clock.advance(1);
  expect(await prune.execute()).toEqual({ removed: 1, nextId: undefined });
  expect(await count()).toBe(0);
});

test('a pass goes on from step to step', async () => {
  const { clock, prune, count } = await open(PruneActivity.ROWS_A_STEP + 1);
  clock.advance(3 * DAY_MS);
  const { removed, nextId } = await prune.execute();
  expect([removed, await count()]).toEqual([PruneActivity.ROWS_A_STEP, 1]);
  expect(await prune.execute(nextId)).toEqual({ removed: 1, nextId: undefined });
});
