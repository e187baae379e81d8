import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Revision } from './revision.js';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const LOCK_FILE = 'package-lock.json';

/** Runs a program in a folder to its end, and resolves to its output. */
export type RunCommand = (line: readonly [string, ...string[]], cwd: string) => Promise<string>;

/**
 * Builds a revision as its own build script does, in a folder of its own.
 *
 * @param revision as Git names it: a commit, a branch, a tag
 * @param folder outside the source, and there is nothing in it yet
 * @throws Error if Git knows no such revision, or it cannot be built
 */
export async function buildRevision(revision: string, folder: string, run: RunCommand): Promise<Revision> {
  const parse = ['git', 'rev-parse', '--verify', '--end-of-options'] as const;
  const commit = await run([...parse, `${revision}^{commit}`], HERE);
  const name = await run(['git', 'rev-parse', '--short', commit], HERE);
  const root = join(folder, name);
  const archive = join(folder, `${name}.tar`);
  mkdirSync(root);
  await run(['git', 'archive', `--output=${archive}`, commit], HERE);
  await run(['tar', '-xf', archive], root);
  if (lockFile(root) === lockFile(HERE)) symlinkSync(join(HERE, 'node_modules'), join(root, 'node_modules'));
  else await run(['npm', 'ci', '--loglevel=error'], root);
  await run(['npm', 'run', '--silent', 'build'], root);
  return Revision.other(name, root);
}

function lockFile(root: string): string {
  return readFileSync(join(root, LOCK_FILE), 'utf8');
}
