import type { DialectName, SqlDialect } from './dialect.js';
import { mysql } from './mysql/mysql.js';
import { postgres } from './postgres/postgres.js';
import { sqlite } from './sqlite/sqlite.js';

/** A new kind of server is a folder beside this file and a line here. */
export const DIALECTS: Readonly<Record<DialectName, SqlDialect>> = { sqlite, mysql, postgres };
