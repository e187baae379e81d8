import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readPage } from '../../../support/docs.js';
import { commandLineReference } from '../../../support/reference/command-line-reference.js';
import { settingsReference } from '../../../support/reference/settings-reference.js';

/** `npm run docs` sets it: the pages are written then, not compared. */
const WRITES = process.env['POSTERN_TEST_WRITE_DOCS'] === 'true';
const BEGIN = '<!-- Generated: npm run docs writes what follows. -->\n\n';
const END = '\n<!-- End of what is generated. -->\n';

/** The generated part of each page, and what it is generated from. */
const PAGES = [
  ['docs/reference/command-line.md', commandLineReference],
  ['docs/reference/settings.md', settingsReference],
] as const;

test.each(PAGES)('%s says what the program does', async (path, generate) => {
  const page = readPage(path);
  const [begin, end] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  expect([page.includes(BEGIN), page.includes(END)]).toEqual([true, true]);
  const generated = await generate();
  if (WRITES) {
    const file = fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
    writeFileSync(file, page.slice(0, begin) + generated + page.slice(end));
  } else expect(page.slice(begin, end)).toBe(generated);
});
