import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActivityPruning } from '../../../src/application/ports/activity-log.js';
import type { Backend } from '../../../src/application/ports/backend.js';
import { DAY_MS } from '../../../src/domain/add-days.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { originOfNewKey } from '../../support/origins.js';
import { alias, domain, email } from '../../support/samples.js';

const OWNER = email('owner@example.net');
const CHANGES = 5;
const PRUNERS = 4;

/** What every ActivityLog promises of what it removes. */
export function activityPruningContract(name: string, open: OpenTestBackend): void {
  describe(`ActivityLog, pruned: ${name}`, () => {
    let opened: TestBackend;
    let backend: Backend;
    /** Oldest first. */
    let ids: readonly number[];

    const list = async () =>
      (await backend.activity.list({ owner: OWNER, limit: 200, offset: 0 })).map(({ id }) => id).reverse();
    const prune = (pruning: Partial<ActivityPruning> = {}) =>
      backend.activity.prune({ before: new Date(Date.now() + DAY_MS), limit: 200, ...pruning });

    beforeEach(async () => {
      opened = await open();
      backend = opened.backend;
      await backend.domains.add(domain('example.org'), { visible: true });
      const origin = await originOfNewKey(backend, OWNER);
      for (let n = 0; n < CHANGES; n++)
        await backend.aliases.claim({ alias: alias(`a${n}@example.org`, OWNER.value), origin });
      ids = await list();
    });
    afterEach(() => opened.dispose());

    test('what is not old stays', async () => {
      expect(await prune({ before: new Date(Date.now() - DAY_MS) })).toEqual({ removed: 0, nextId: undefined });
      expect(await prune({ before: new Date(Date.now() - DAY_MS), limit: 1 })).toEqual({
        removed: 0,
        nextId: undefined,
      });
      expect(await list()).toEqual(ids);
    });

    test('a step removes the oldest, and says where the next goes on', async () => {
      expect(await prune({ limit: 2 })).toEqual({ removed: 2, nextId: ids[1] });
      expect(await list()).toEqual(ids.slice(2));
      expect(await prune({ limit: 2, afterId: ids[2] })).toEqual({ removed: 2, nextId: ids[4] });
      expect(await list()).toEqual([ids[2]]);
      expect(await prune({ limit: 2, afterId: ids[4] })).toEqual({ removed: 0, nextId: undefined });
      expect(await prune()).toEqual({ removed: 1, nextId: undefined });
      expect(await list()).toEqual([]);
      expect(await backend.aliases.count({ owner: OWNER }, 100)).toBe(CHANGES);
    });

    test('what is done later is no record that was removed', async () => {
      await prune();
      await backend.aliases.deactivate(email('a1@example.org'), OWNER, await originOfNewKey(backend, OWNER));
      expect(ids).not.toContain((await list())[0]);
    });

    test(`of ${PRUNERS} that prune at once, each record is removed by one, while others are made`, async () => {
      const origin = await originOfNewKey(backend, OWNER);
      const before = new Date(Date.now() + DAY_MS);
      const [steps] = await Promise.all([
        Promise.all(Array.from({ length: PRUNERS }, () => prune({ before, limit: CHANGES }))),
        backend.aliases.claim({ alias: alias('new@example.org', OWNER.value), origin }),
      ]);
      const left = await list();
      expect(steps.reduce((sum, { removed }) => sum + removed, 0)).toBe(CHANGES + 1 - left.length);
      expect(left.filter((id) => ids.includes(id))).toEqual([]);
    });
  });
}
