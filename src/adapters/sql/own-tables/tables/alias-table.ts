import { ascii, id, now, unique } from '../kit/columns.js';
import { ownTable } from '../kit/own-table.js';

/** Whose an alias is. Rows stay, so that an address never passes to another owner. */
export const ALIAS_TABLE = ownTable('postern_alias', {
  columns: { id, address: unique(ascii), owner_email: ascii, created_at: now },
  indexes: { postern_alias_owner_email: ['owner_email', 'id'] },
  use: {
    key: 'address',
    select: ['id', 'address', 'owner_email'],
    insert: ['address', 'owner_email'],
    claims: true,
  },
});
