import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Backend } from '../../../src/application/ports/backend.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { originOfNewKey } from '../../support/origins.js';
import { alias, domain, email, handle } from '../../support/samples.js';
import { withHandles } from '../../support/with-handles.js';

const OWNER = email('owner@example.net');
const OTHER = email('other@example.net');
const RACES = 10;
const CLAIMED = { kind: 'claimed' };
const TAKEN = { kind: 'taken', by: { kind: 'other' } };

/**
 * What every backend promises of names that the mail server treats as one (`box` and `box+bank`), and of mailboxes on domains that
 * it serves: an address is free only if mail to it is for nobody else already.
 */
export function nameFamilyContract(name: string, open: OpenTestBackend): void {
  describe(`names that belong together: ${name}`, () => {
    let opened: TestBackend;
    let backend: Backend;

    beforeEach(async () => {
      opened = await open();
      backend = opened.backend;
      for (const name of ['example.org', 'example.com']) await backend.domains.add(domain(name), { visible: true });
    });
    afterEach(() => opened.dispose());

    const handlesTest = withHandles(() => opened);
    const claim = (address: string, owner = OWNER) => backend.aliases.claim({ alias: alias(address, owner.value) });

    test.each([
      ['box@example.org', 'box+bank@example.org'],
      ['box+bank@example.org', 'box@example.org'],
      ['b_x@example.org', 'b_x+a.b@example.org'],
    ])('%s given out, %s is its owner’s alone', async (first, second) => {
      expect(await claim(first)).toEqual(CLAIMED);
      expect(await claim(second, OTHER)).toEqual(TAKEN);
      expect(await claim(second)).toEqual(CLAIMED);
    });

    test('names that only look alike are apart, and so are other domains', async () => {
      expect(await claim('b_x+bank@example.org')).toEqual(CLAIMED);
      for (const address of ['bax@example.org', 'b_xx@example.org', 'b_@example.org', 'b_x@example.com'])
        expect([address, await claim(address, OTHER)]).toEqual([address, CLAIMED]);
      expect(await claim('b_x@example.org', OTHER)).toEqual(TAKEN);
    });

    test('an inactive alias keeps what extends it', async () => {
      await backend.aliases.claim({ alias: alias('box@example.org', OWNER.value, false) });
      expect(await claim('box+bank@example.org', OTHER)).toEqual(TAKEN);
    });

    test('of many at once, each is decided as if it came after those before it', async () => {
      const wanted = [
        alias('box@example.org', OWNER.value),
        alias('box+a@example.org', OTHER.value),
        alias('box+b@example.org', OWNER.value),
        alias('pot+a@example.org', OTHER.value),
        alias('pot@example.org', OWNER.value),
        alias('pan@example.org', 'pot2@example.org'),
        alias('pot2@example.org', OWNER.value),
        alias('cup@example.org', OWNER.value),
        alias('tea@example.org', 'cup@example.org'),
      ];
      const expected = [CLAIMED, TAKEN, CLAIMED, CLAIMED, TAKEN, CLAIMED, TAKEN, CLAIMED, CLAIMED];
      expect(await backend.aliases.claimMany(wanted, { dryRun: true })).toEqual(expected);
      expect(await backend.aliases.claimMany(wanted)).toEqual(expected);
    });

    test('claims that come at the same moment are decided alike', async () => {
      const outcomes = await Promise.all([
        claim('box@example.org'),
        claim('box+a@example.org', OTHER),
        claim('free@example.org', OTHER),
        claim('box+b@example.org'),
      ]);
      expect(outcomes).toEqual([CLAIMED, TAKEN, CLAIMED, CLAIMED]);
    });

    test('a name and what extends it that race are one owner’s', async () => {
      for (let i = 0; i < RACES; i++) {
        const outcomes = await Promise.all([claim(`box${i}@example.org`), claim(`box${i}+bank@example.org`, OTHER)]);
        expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
      }
    });

    handlesTest(
      'a handle keeps what extends it on every domain, and what extends a handle is for its owner alone',
      async (handles) => {
        expect(await handles.take(handle('box+shop'), OWNER)).toBe('held');
        expect(await handles.take(handle('box'), OWNER)).toBe('taken_now');
        expect(await claim('box+bank@example.com', OTHER)).toEqual(TAKEN);
        expect(await claim('box+bank@example.com')).toEqual(CLAIMED);
        expect(await handles.take(handle('box+shop'), OTHER)).toBe('held');
        expect(await handles.take(handle('box+shop'), OWNER)).toBe('taken_now');
      },
    );

    handlesTest(
      'another owner’s alias keeps the handles that extend it, and those that it extends',
      async (handles) => {
        await claim('box@example.com', OTHER);
        expect(await handles.take(handle('box+bank'), OWNER)).toBe('held');
        await claim('pot+a@example.org', OTHER);
        expect(await handles.take(handle('pot'), OWNER)).toBe('held');
        expect(await handles.take(handle('pot'), OTHER)).toBe('taken_now');
      },
    );

    test.each(['key', 'alias'])('a mailbox that a %s is for is not free, nor is what extends it', async (by) => {
      const victim = email('victim@example.com');
      if (by === 'key') await originOfNewKey(backend, victim);
      else await claim('shop@example.org', victim);
      expect(await claim('victim@example.com')).toEqual(TAKEN);
      expect(await claim('victim+bank@example.com')).toEqual(TAKEN);
      expect(await claim('victim+bank@example.com', victim)).toEqual(CLAIMED);
      expect(await claim('victim@example.org')).toEqual(CLAIMED);
      for (const name of ['victim', 'victim+x'])
        expect(await backend.handles?.take(handle(name), OWNER)).toBe(backend.handles && 'held');
    });

    handlesTest('a handle is free if its name is a mailbox on a domain that is not served', async (handles) => {
      await claim('shop@example.org', email('jane@example.net'));
      expect(await handles.take(handle('jane'), OWNER)).toBe('taken_now');
    });
  });
}
