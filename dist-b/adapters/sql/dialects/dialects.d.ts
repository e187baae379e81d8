import type { DialectName, SqlDialect } from './dialect.js';
/** A new kind of server is a folder beside this file and a line here. */
export declare const DIALECTS: Readonly<Record<DialectName, SqlDialect>>;
