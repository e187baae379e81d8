import type { PostfixMap } from './schemas/mail-schema.js';
import { type SchemaName } from './schemas/schemas.js';
/** One map of Postfix's, as a file (mysql_table(5), pgsql_table(5), sqlite_table(5)). */
export interface PostfixMapFile extends Pick<PostfixMap, 'name' | 'parameter'> {
    /** What main.cf puts before the path. */
    readonly type: 'mysql' | 'pgsql' | 'sqlite';
    /** May hold a password. */
    readonly text: string;
}
/**
 * The maps by which Postfix asks this database in these tables.
 *
 * @throws Error where a value cannot be written in such a file, or the URL is none.
 */
export declare function postfixMapFiles(url: string, schema: SchemaName): readonly PostfixMapFile[];
