import { afterAll, describe, expect, test } from '@jest/globals';
import { backendContract } from '../fast/contract/backend.contract.js';
import { backendsOn } from './backends.js';
import { type DatabaseKind, schemasOn } from './foreign/installations.js';
import { alias, domain } from './samples.js';

/** The contract of every port, by every registered schema, on this kind of database. */
export function contractOn(kind: DatabaseKind): void {
  const backends = backendsOn(kind);

  test(`every registered schema that ${kind} can have is there`, () => {
    for (const schema of schemasOn(kind)) expect(backends.map(({ name }) => name).join()).toContain(schema);
  });

  for (const { name, open, cleanUp } of backends) {
    describe(name, () => {
      afterAll(cleanUp);
      backendContract(name, open);

      test('a lost connection throws, and is never "not found" or "free"', async () => {
        const { backend, dispose } = await open();
        await dispose();
        await expect(
          backend.aliases.claim({ alias: alias('shop@example.org', 'owner@example.net') }),
        ).rejects.toThrow();
        await expect(backend.domains.find(domain('example.org'))).rejects.toThrow();
        await expect(backend.keys.find('ab'.repeat(32))).rejects.toThrow();
        await expect(backend.probe.ping()).rejects.toThrow();
      });
    });
  }
}
