import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { postfixMapFiles } from '../../adapters/sql/postfix/postfix-map-files.js';
import type { SchemaName } from '../../adapters/sql/schemas/schemas.js';
import type { RecipientDelimiter } from '../../domain/addresses/recipient-delimiter.js';
import { writeWhole } from './write-whole.js';

/** For root and Postfix's group alone: a map may hold the database's password. */
const FILE_MODE = 0o640;
const FOLDER_MODE = 0o750;
const ROOT = 0;
/** group(5). */
const GROUPS = '/etc/group';

export interface PostfixMapsOptions {
  readonly url: string;
  readonly schema: SchemaName;
  readonly folder: string;
  readonly delimiter: RecipientDelimiter;
}

/**
 * Postfix's default, `canonical, virtual`, also adds the extension of an address to its goto: mail to box+x@ would go on to
 * owner+x@, and be bounced by a provider that has no such addresses.
 */
const PROPAGATE = 'propagate_unmatched_extensions = canonical';

/**
 * Writes the map files, each whole or not at all, and returns the lines for main.cf: those that name them, and those that say how an
 * extended address is looked up and goes on.
 *
 * By proxy: (proxymap(8)), for Debian runs those who ask in a chroot, where there is no SQLite file, no socket and no certificate;
 * and so that all of them share a few connections.
 */
export async function writePostfixMaps({
  url,
  schema,
  folder,
  delimiter,
}: PostfixMapsOptions): Promise<readonly string[]> {
  const files = postfixMapFiles(url, schema);
  const group = postfixGroup();
  // Only what is made here gets a mode: an operator's own choice stands.
  if (mkdirSync(folder, { recursive: true }) !== undefined) giveToPostfix(folder, FOLDER_MODE, group);
  const parameters = new Map<string, string[]>();
  for (const { name, parameter, type, text } of files) {
    const path = join(resolve(folder), `${name}.cf`);
    await writeWhole(path, [text], {
      mode: FILE_MODE,
      finish: (draft) => {
        giveToPostfix(draft, FILE_MODE, group);
      },
    });
    parameters.set(parameter, [...(parameters.get(parameter) ?? []), `proxy:${type}:${path}`]);
  }
  return [
    ...[...parameters].map(([parameter, maps]) => `${parameter} = ${maps.join(', ')}`),
    // A dollar sign would name a parameter (postconf(5)).
    `recipient_delimiter = ${delimiter.characters.replaceAll('$', '$$$$')}`,
    PROPAGATE,
  ];
}

function giveToPostfix(path: string, mode: number, group: number | undefined): void {
  chmodSync(path, mode);
  if (group !== undefined) chownSync(path, ROOT, group);
}

/** Only root may give a file away, and only where Postfix is installed there is whom to give it to. */
function postfixGroup(): number | undefined {
  if (process.getuid?.() !== ROOT || !existsSync(GROUPS)) return undefined;
  const id = /^postfix:[^:]*:(\d+):/m.exec(readFileSync(GROUPS, 'utf8'))?.[1];
  return id === undefined ? undefined : Number(id);
}
