import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { postfixMapFiles } from '../adapters/sql/postfix-map-files.js';
/** For root and Postfix's group alone: a map may hold the database's password. */
const FILE_MODE = 0o640;
const FOLDER_MODE = 0o750;
const ROOT = 0;
/** group(5). */
const GROUPS = '/etc/group';
/**
 * Writes the map files, each whole or not at all, and returns the lines that name them in main.cf.
 *
 * By proxy: (proxymap(8)), for Debian runs those who ask in a chroot, where there is no SQLite file, no socket and no certificate;
 * and so that all of them share a few connections.
 */
export function writePostfixMaps({ url, schema, folder }) {
    const files = postfixMapFiles(url, schema);
    const group = postfixGroup();
    // Only what is made here gets a mode: an operator's own choice stands.
    if (mkdirSync(folder, { recursive: true }) !== undefined)
        giveToPostfix(folder, FOLDER_MODE, group);
    const parameters = new Map();
    for (const { name, parameter, type, text } of files) {
        const path = join(resolve(folder), `${name}.cf`);
        writeWhole(path, text, group);
        parameters.set(parameter, [...(parameters.get(parameter) ?? []), `proxy:${type}:${path}`]);
    }
    return [...parameters].map(([parameter, maps]) => `${parameter} = ${maps.join(', ')}`);
}
function writeWhole(path, text, group) {
    const draft = `${path}.new`;
    // What an earlier run left there may be readable by others.
    rmSync(draft, { force: true });
    try {
        writeFileSync(draft, text, { mode: FILE_MODE, flag: 'wx' });
        giveToPostfix(draft, FILE_MODE, group);
        renameSync(draft, path);
    }
    catch (error) {
        rmSync(draft, { force: true });
        throw error;
    }
}
function giveToPostfix(path, mode, group) {
    chmodSync(path, mode);
    if (group !== undefined)
        chownSync(path, ROOT, group);
}
/** Only root may give a file away, and only where Postfix is installed there is whom to give it to. */
function postfixGroup() {
    if (process.getuid?.() !== ROOT || !existsSync(GROUPS))
        return undefined;
    const id = /^postfix:[^:]*:(\d+):/m.exec(readFileSync(GROUPS, 'utf8'))?.[1];
    return id === undefined ? undefined : Number(id);
}
