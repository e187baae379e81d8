import { expect, test } from '@jest/globals';
import type { HandleStore } from '../../src/application/ports/handle-store.js';
import type { TestBackend } from './backends.js';

/** A `test` of handles on all domains. Where the backend is to have none, the test is that it has none. */
export function withHandles(opened: () => TestBackend) {
  return (title: string, run: (handles: HandleStore) => Promise<void>): void => {
    test(title, async () => {
      const { backend, capabilities } = opened();
      expect(backend.handles !== undefined).toBe(capabilities.handles);
      if (backend.handles) await run(backend.handles);
    });
  };
}
