import { afterEach, beforeEach } from '@jest/globals';
import { TemporaryFolder } from './temporary-folder.js';

/**
 * For a `describe` block: a new folder before each of its tests, gone behind it. What it returns is to be read within
 * tests and hooks. No hook behind this one may need the folder.
 */
export function useTemporaryFolder(): Pick<TemporaryFolder, 'path' | 'file'> {
  let current: TemporaryFolder | undefined;
  const folder = () => {
    if (current === undefined) throw new Error('read outside of a test');
    return current;
  };
  beforeEach(() => {
    current = new TemporaryFolder();
  });
  afterEach(() => {
    current?.[Symbol.dispose]();
    current = undefined;
  });
  return {
    get path() {
      return folder().path;
    },
    file: (name) => folder().file(name),
  };
}
