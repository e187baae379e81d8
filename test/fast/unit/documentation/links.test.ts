import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { anchorsOf, listPages, readPage, withoutCode } from '../../../support/docs.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const LINK = /\]\(([^)\s]+)\)/g;
const PAGES = listPages();

/** The links of a page to files of the repository, as they are written. */
function linksOf(page: string): string[] {
  const targets = [...withoutCode(readPage(page)).matchAll(LINK)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** What is wrong with a link, if anything is. */
function problemOf(page: string, link: string): string | undefined {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : posix.join(posix.dirname(page), file);
  if (target.startsWith('..')) return `${link} leaves the repository`;
  if (!existsSync(join(ROOT, target))) return `${link}: there is no ${target}`;
  if (anchor === undefined) return undefined;
  if (!target.endsWith('.md')) return `${link}: only a page has headings`;
  return anchorsOf(target).has(anchor) ? undefined : `${link}: no heading of ${target} is spelled so`;
}

/** Pages that a page links to. */
function pagesBehind(page: string): string[] {
  return linksOf(page)
    .map((link) => posix.join(posix.dirname(page), link.split('#')[0] ?? ''))
    .filter((target) => target.endsWith('.md') && existsSync(join(ROOT, target)));
}

describe('the documentation', () => {
  test.each(PAGES)('%s links to nothing that is not there', (page) => {
    expect(linksOf(page).flatMap((link) => problemOf(page, link) ?? [])).toEqual([]);
  });

  test('a link to nothing would be found', () => {
    const problems = ['docs/none.md', 'docs/tutorial.md#none', 'LICENCE', '../x', '.nvmrc#x'].map((link) =>
      problemOf('README.md', link),
    );
    expect(problems).not.toContain(undefined);
    expect(problemOf('docs/how-to/upgrade.md', '../tutorial.md#1-install-the-programs')).toBeUndefined();
  });

  test('every page is reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) for (const behind of pagesBehind(page)) reached.add(behind);
    expect(PAGES.filter((page) => !reached.has(page))).toEqual([]);
  });

  test('no two pages have one title', () => {
    const titles = PAGES.map((page) => /^# (.+)$/m.exec(readPage(page))?.[1]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('the README has at most 120 lines', () => {
    expect(readPage('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });
});
