import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { findProgram } from '../servers/find-program.js';
import { TemporaryFolder } from '../temporary-folder.js';

export type MapType = 'mysql' | 'pgsql' | 'sqlite';

/** Why this machine cannot run a private Postfix with maps of these types; `undefined` where it can. */
export function postfixMissing(mapTypes: readonly MapType[] = []): string | undefined {
  const postconf = findProgram('postconf');
  if (!postconf) return 'no Postfix on this machine (apt-get install postfix)';
  const known = knownTypes(postconf);
  const missing = mapTypes.filter((type) => !known.includes(type)).map((type) => `postfix-${type}`);
  if (missing.length > 0) return `Postfix cannot read its maps (apt-get install ${missing.join(' ')})`;
  if (process.getuid?.() !== 0) return 'Postfix is started by root alone';
  return undefined;
}

/** By a configuration of its own: the machine may have a Postfix that nobody has configured, which then says nothing but that. */
function knownTypes(postconf: string): readonly string[] {
  using folder = new TemporaryFolder();
  writeFileSync(folder.file('main.cf'), '');
  return execFileSync(postconf, ['-c', folder.path, '-m'], { encoding: 'utf8' }).split('\n');
}
