import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { FixedClock } from './fixed-clock.js';

/** A memory backend whose claims wait to be released, and which says when so many have begun. */
export function holdingClaims() {
  const memory = openMemoryBackend(new FixedClock());
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  let count = 0;
  const listeners: (() => void)[] = [];
  const claim: typeof memory.aliases.claim = async (wanted) => {
    count++;
    for (const listener of listeners.splice(0)) listener();
    await released;
    return memory.aliases.claim(wanted);
  };
  const aliases = Object.assign(Object.create(memory.aliases), { claim }) as typeof memory.aliases;
  return {
    backend: { ...memory, aliases },
    begun: async (many = 1): Promise<void> => {
      while (count < many) await new Promise<void>((resolve) => listeners.push(resolve));
    },
    release: () => {
      release(undefined);
    },
  };
}
