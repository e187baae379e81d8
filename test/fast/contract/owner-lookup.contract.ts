import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MAX_CLAIMS } from '../../../src/application/ports/alias-store.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { alias, domain, email, handle } from '../../support/samples.js';

/** What every OwnerLookup promises. */
export function ownerLookupContract(name: string, open: OpenTestBackend): void {
  describe(`OwnerLookup: ${name}`, () => {
    let opened: TestBackend;
    beforeEach(async () => {
      opened = await open();
      await opened.backend.domains.add(domain('example.org'), { visible: true });
    });
    afterEach(() => opened.dispose());
    const find = (max = 10) => opened.backend.owners.findOn(domain('example.net'), max);
    const claim = (address: string, goto: string, active = true) =>
      opened.backend.aliases.claim({ alias: alias(address, goto, active) });

    test('owners of aliases, handles and keys are found by their domain, each once, in order', async () => {
      expect(await find()).toEqual([]);
      await claim('one@example.org', 'b@example.net');
      await claim('two@example.org', 'b@example.net');
      await claim('three@example.org', 'asleep@example.net', false);
      await claim('four@example.org', 'c@sub.example.net');
      await claim('five@example.org', 'd@theexample.net');
      await claim('six@example.org', 'e@example.network');
      await claim('example.net@example.org', 'f@example.com');
      const { handles } = opened.backend;
      expect(await handles?.take(handle('everywhere'), email('handle@example.net'))).toBe(handles && 'taken_now');
      const key = { createdAt: new Date(), expiresAt: new Date(8e12) };
      await opened.backend.keys.add({ ...key, hash: 'ab'.repeat(32), owner: email('a.key@example.net') });
      await opened.backend.keys.add({ ...key, hash: 'cd'.repeat(32), owner: email('key@example.com') });
      const taken = handles ? ['handle@example.net'] : [];
      expect(await find()).toEqual(['a.key@example.net', 'asleep@example.net', 'b@example.net', ...taken]);
      expect(await find(2)).toHaveLength(2);
    });

    test('aliases are found among addresses, active or not, and no mailbox is one', async () => {
      const isAlias = async (...addresses: readonly string[]) =>
        [...(await opened.backend.owners.findAliases(addresses.map(email)))].sort();
      expect(await isAlias()).toEqual([]);
      await claim('one@example.org', 'b@example.net');
      await claim('asleep@example.org', 'b@example.net', false);
      const asked = ['one@example.org', 'asleep@example.org', 'b@example.net', 'none@example.org', 'one@example.net'];
      expect(await isAlias(...asked)).toEqual(['asleep@example.org', 'one@example.org']);
      const many = Array.from({ length: MAX_CLAIMS - 1 }, (_, i) => `h${i}@example.org`);
      expect(await isAlias(...many, 'one@example.org')).toEqual(['one@example.org']);
    });
  });
}
