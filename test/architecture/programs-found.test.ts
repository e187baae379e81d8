import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const TEST = fileURLToPath(new URL('..', import.meta.url));
/** A call that starts a program by a name or a path that is spelled there. */
const STARTS =
  /\b(?:spawn|spawnSync|execFile|execFileSync|exec|execSync|run|promisify\(execFile\))\(\s*'([a-z/][\w./-]*)'/g;
/** Every machine that runs the tests has these. */
const ALWAYS_THERE = ['/bin/sh', 'npm'];

test('a test finds every program that it starts by the one finder, so that a missing one is left out by name', () => {
  const files = globSync('**/*.ts', { cwd: TEST }).map((file) => ({
    file,
    text: readFileSync(`${TEST}/${file}`, 'utf8'),
  }));
  const started = files
    .filter(({ text }) => text.includes("'node:child_process'"))
    .flatMap(({ file, text }) => [...text.matchAll(STARTS)].map(([, program = '']) => ({ file, program })));
  expect(started.map(({ program }) => program)).toEqual(expect.arrayContaining(ALWAYS_THERE));
  expect(started.filter(({ program }) => !ALWAYS_THERE.includes(program))).toEqual([]);
});
