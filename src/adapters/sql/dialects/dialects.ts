import type { DialectName, SqlDialect } from './dialect.js';
import { sqlite } from './sqlite/sqlite.js';

/** A new kind of server is a folder beside this file and a line here. */
export const DIALECTS: Readonly<Record<DialectName, SqlDialect>> = { sqlite };
