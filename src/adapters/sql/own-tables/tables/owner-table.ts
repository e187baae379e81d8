import { ascii, number, optional, primary } from '../kit/columns.js';
import { type Database, ownTable } from '../kit/own-table.js';

/** Settings of single owners. A claim that a quota bounds also locks its owner's row. */
export const OWNER_TABLE = ownTable('postern_owner', {
  columns: {
    owner_email: primary(ascii),
    max_aliases: optional(number),
    max_handles: optional(number),
    max_keys: optional(number),
  },
  use: {
    key: 'owner_email',
    select: ['owner_email', 'max_aliases', 'max_handles', 'max_keys'],
    insert: ['owner_email', 'max_aliases', 'max_handles', 'max_keys'],
    claims: true,
    update: ['max_aliases', 'max_handles', 'max_keys'],
  },
});

export type OwnerTables = Database<typeof OWNER_TABLE>;
