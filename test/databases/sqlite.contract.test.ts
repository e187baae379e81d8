import { describe, expect, test } from '@jest/globals';
import { backendContract } from '../contract/backend.contract.js';
import { SQLITE_BACKENDS } from '../support/backends.js';
import { alias, domain } from '../support/samples.js';

test('the list of schemas is not empty', () => {
  expect(SQLITE_BACKENDS.length).toBeGreaterThan(0);
});

for (const [name, open] of SQLITE_BACKENDS) {
  backendContract(name, open);

  describe(`a lost connection: ${name}`, () => {
    test('throws, and is never "not found" or "free"', async () => {
      const { backend, dispose } = await open();
      await dispose();
      await expect(backend.aliases.claim(alias('shop@example.org', 'owner@example.net'))).rejects.toThrow();
      await expect(backend.domains.find(domain('example.org'))).rejects.toThrow();
      await expect(backend.keys.find('ab'.repeat(32))).rejects.toThrow();
      await expect(backend.probe.ping()).rejects.toThrow();
    });
  });
}
