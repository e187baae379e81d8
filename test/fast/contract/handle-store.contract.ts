import { afterEach, beforeEach, describe, expect } from '@jest/globals';
import type { Backend } from '../../../src/application/ports/backend.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { originOfNewKey } from '../../support/origins.js';
import { alias, domain, email, handle } from '../../support/samples.js';
import { withHandles } from '../../support/with-handles.js';

const OWNER = email('owner@example.net');
const OTHER = email('other@example.net');
const RACERS = 10;

/** What every HandleStore promises; a mail server that has no handles on all domains brings none. */
export function handleStoreContract(name: string, open: OpenTestBackend): void {
  describe(`HandleStore: ${name}`, () => {
    let opened: TestBackend;
    let backend: Backend;

    beforeEach(async () => {
      opened = await open();
      backend = opened.backend;
      await backend.domains.add(domain('example.org'), { visible: true });
    });
    afterEach(() => opened.dispose());

    const handlesTest = withHandles(() => opened);

    handlesTest('a free handle is taken once, and no alias of it is given out any more', async (handles) => {
      expect(await handles.take(handle('shop'), OWNER)).toBe('taken_now');
      for (const owner of [OWNER, OTHER]) {
        expect(await handles.take(handle('shop'), owner)).toBe('held');
        expect(await backend.aliases.claim({ alias: alias('shop@example.org', owner.value) })).toEqual({
          kind: 'taken',
          by: { kind: 'other' },
        });
      }
      expect(await backend.aliases.claim({ alias: alias('shop2@example.org', OTHER.value) })).toEqual({
        kind: 'claimed',
      });
    });

    handlesTest('another owner’s alias keeps its handle, active or not; one’s own does not', async (handles) => {
      await backend.aliases.claim({ alias: alias('a_b@example.org', OTHER.value, false) });
      await backend.aliases.claim({ alias: alias('mine@example.org', OWNER.value) });
      expect(await handles.take(handle('a_b'), OWNER)).toBe('held');
      expect(await handles.take(handle('axb'), OWNER)).toBe('taken_now');
      expect(await handles.take(handle('a_'), OWNER)).toBe('taken_now');
      expect(await handles.take(handle('mine'), OWNER)).toBe('taken_now');
      expect(await handles.take(handle('mine'), OTHER)).toBe('held');
      // What was refused left nothing behind.
      expect(await backend.aliases.claim({ alias: alias('a_b@example.org', OWNER.value) })).toMatchObject({
        kind: 'taken',
        by: { kind: 'alias' },
      });
    });

    handlesTest('it is released by its owner alone, once, and stays reserved', async (handles) => {
      await handles.take(handle('shop'), OWNER);
      expect(await handles.release(handle('gone'), OWNER)).toBe('not_found');
      expect(await handles.release(handle('shop'), OTHER)).toBe('not_owned');
      expect(await handles.release(handle('shop'), OWNER)).toBe('released');
      expect(await handles.release(handle('shop'), OWNER)).toBe('inactive');
      expect(await handles.take(handle('shop'), OTHER)).toBe('held');
      expect(await backend.aliases.claim({ alias: alias('shop@example.org', OTHER.value) })).toMatchObject({
        kind: 'taken',
      });
    });

    handlesTest(`of ${RACERS} that race for one handle, one takes it`, async (handles) => {
      const owners = Array.from({ length: RACERS }, (_, i) => email(`owner${i}@example.net`));
      const outcomes = await Promise.all(owners.map((owner) => handles.take(handle('shop'), owner)));
      expect(outcomes.filter((outcome) => outcome === 'taken_now')).toHaveLength(1);
    });

    handlesTest('of a handle and another’s alias of it that race, one is given out', async (handles) => {
      for (let i = 0; i < RACERS; i++) {
        const [taken, claimed] = await Promise.all([
          handles.take(handle(`shop${i}`), OWNER),
          backend.aliases.claim({ alias: alias(`shop${i}@example.org`, OTHER.value) }),
        ]);
        expect([taken, claimed.kind]).toEqual(taken === 'taken_now' ? ['taken_now', 'taken'] : ['held', 'claimed']);
      }
    });

    handlesTest('what an owner did is told', async (handles) => {
      const origin = await originOfNewKey(backend, OWNER);
      await handles.take(handle('shop'), OWNER, origin);
      await handles.take(handle('shop'), OWNER, origin);
      await handles.release(handle('shop'), OWNER, origin);
      const records = await backend.activity.list({ owner: OWNER, limit: 10, offset: 0 });
      expect(records.map(({ type, subject }) => [type, subject])).toEqual([
        ['handle_delete', 'shop'],
        ['handle_create', 'shop'],
      ]);
    });
  });
}
