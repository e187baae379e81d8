import type { SchemaName } from '../adapters/sql/schemas/schemas.js';
export interface PostfixMapsOptions {
    readonly url: string;
    readonly schema: SchemaName;
    readonly folder: string;
}
/**
 * Writes the map files, each whole or not at all, and returns the lines that name them in main.cf.
 *
 * By proxy: (proxymap(8)), for Debian runs those who ask in a chroot, where there is no SQLite file, no socket and no certificate;
 * and so that all of them share a few connections.
 */
export declare function writePostfixMaps({ url, schema, folder }: PostfixMapsOptions): readonly string[];
