import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readPage } from '../../../support/docs.js';

interface Package {
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly devDependencies: { readonly node: string };
}

const PACKAGE = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as Package;

test('the pages name the version of the package', () => {
  expect(readPage('docs/tutorial.md')).toContain(`./postern-${PACKAGE.version}.tgz`);
  expect(readPage('CHANGELOG.md')).toContain(`\`${PACKAGE.version}\``);
});

test('the pages name the oldest Node.js that the package accepts', () => {
  const oldest = PACKAGE.engines.node.replace('>=', '');
  for (const page of ['README.md', 'docs/how-to/containers.md']) expect(readPage(page)).toContain(`Node.js ${oldest}`);
});

test('contributors and the installation run on the Node.js that the project runs on', () => {
  const major = PACKAGE.devDependencies.node.replace(/^\^?(\d+)\..*$/, '$1');
  expect(readPage('.nvmrc').trim()).toBe(major);
  expect(readPage('docs/tutorial.md')).toContain(`node@${major}\n`);
});

test('the pages say that no licence is granted, as long as the package says so', () => {
  expect(PACKAGE.license).toBe('UNLICENSED');
  for (const page of ['README.md', 'CONTRIBUTING.md']) expect(readPage(page)).toContain('No licence is granted yet');
});
