import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { type ConfigurationError, parseSettings } from '../../src/infrastructure/settings/config.js';
import { listPages } from '../support/docs.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Settings of the tests alone. */
const OF_THE_TESTS = /^POSTERN_TEST_/;
const FILES = [
  ...listPages(),
  'compose.test.yaml',
  '.github/workflows/test.yaml',
  ...readdirSync(join(ROOT, 'deploy'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name))),
];

/** A name that is no setting is refused as such; of one that is, at most the value is. */
function isSetting(name: string): boolean {
  try {
    parseSettings({ [name]: '?' });
    return true;
  } catch (error) {
    const { problems } = error as ConfigurationError;
    return !problems.some((problem) => problem.startsWith(`${name}: there is no such setting`));
  }
}

test.each(FILES)('%s names no setting that there is not', (file) => {
  const names = readFileSync(join(ROOT, file), 'utf8').match(/\bPOSTERN_[A-Z_]+/g) ?? [];
  const ours = [...new Set(names)].filter((name) => !OF_THE_TESTS.test(name));
  expect(ours.filter((name) => !isSetting(name))).toEqual([]);
});

test('a name that is no setting would be found', () => {
  expect([isSetting('POSTERN_TRUST_PROXY'), isSetting('POSTERN_TRUST_PROXIES')]).toEqual([true, false]);
});
