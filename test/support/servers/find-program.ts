import { execFileSync } from 'node:child_process';
import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that tests start, beside Node.js, npm and a POSIX shell, by the Debian package that brings each. */
const PACKAGES = {
  bash: 'bash',
  id: 'coreutils',
  initdb: 'postgresql',
  'mariadb-install-db': 'mariadb-server',
  mariadbd: 'mariadb-server',
  mount: 'mount',
  mysqld: 'mysql-server',
  nginx: 'nginx',
  openssl: 'openssl',
  perl: 'perl-base',
  pgbouncer: 'pgbouncer',
  postconf: 'postfix',
  postgres: 'postgresql',
  postmap: 'postfix',
  postqueue: 'postfix',
  'redis-server': 'redis-server',
  umount: 'mount',
} as const;

export type ProgramName = keyof typeof PACKAGES;

/** The folders in which Debian and its kin install server programs that are not in an ordinary user's path. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/usr/bin', '/usr/libexec'];

/** The path of an installed program. Looks in these folders first, then in PATH, then in the usual folders. */
export function findProgram(name: ProgramName, folders: readonly string[] = []): string | undefined {
  const path = foldersIn(process.env['PATH'] ?? '');
  return [...folders, ...path, ...(replacedFolders() ?? MORE_FOLDERS)]
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** As `findProgram`. Throws if there is none, and says what to install. */
export function getProgram(name: ProgramName, folders: readonly string[] = []): string {
  const path = findProgram(name, folders);
  if (path === undefined) throw new Error(`no ${name} on this machine (apt-get install ${PACKAGES[name]})`);
  return path;
}

/** Debian's folders of PostgreSQL's own programs, the newest version's first. */
export function postgresFolders(): readonly string[] {
  if (replacedFolders()) return [];
  const version = (folder: string) => Number(folder.split('/').at(-2));
  return globSync('/usr/lib/postgresql/*/bin').sort((a, b) => version(b) - version(a));
}

/** POSTERN_TEST_FOLDERS stands in for every folder outside PATH: with it empty, a machine can be tried as if it had nothing. */
function replacedFolders(): readonly string[] | undefined {
  const folders = process.env['POSTERN_TEST_FOLDERS'];
  return folders === undefined ? undefined : foldersIn(folders);
}

function foldersIn(list: string): readonly string[] {
  return list.split(delimiter).filter((folder) => folder !== '');
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Whom a server runs as: ourselves, or where we are root (which database servers refuse) the first of these that exists. */
export function serverAccount(names: readonly string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of names) {
    const [uid, gid] = ['-u', '-g'].map((option) => idOf(option, name));
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(`it does not run as root, and there is no user ${names.join(' or ')}`);
}

function idOf(option: string, name: string): number | undefined {
  try {
    return Number(
      execFileSync(getProgram('id'), [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return undefined;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
