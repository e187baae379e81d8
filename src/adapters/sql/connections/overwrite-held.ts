import type { SqlDialect } from './dialect.js';

/** As PostgreSQL and SQLite spell it. */
export const overwriteHeld: SqlDialect['overwriteHeld'] = (key, columns) =>
  `ON CONFLICT (${key}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
