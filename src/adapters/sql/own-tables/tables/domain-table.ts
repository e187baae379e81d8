import { ascii, flag, primary, withDefault } from '../kit/columns.js';
import { ownTable } from '../kit/own-table.js';

/** For mail servers that have no column for it: a domain without a row is visible. */
export const DOMAIN_TABLE = ownTable('postern_domain', {
  columns: { name: primary(ascii), visible: withDefault(flag, 1) },
  use: { select: ['name', 'visible'], insert: ['name', 'visible'], delete: true },
});
