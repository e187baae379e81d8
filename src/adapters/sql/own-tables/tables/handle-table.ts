import { ascii, flag, id, now, unique, withDefault } from '../kit/columns.js';
import { ownTable } from '../kit/own-table.js';

/** A handle taken on every domain, also while inactive. */
export const HANDLE_TABLE = ownTable('postern_handle', {
  columns: { id, handle: unique(ascii), owner_email: ascii, active: withDefault(flag, 1), created_at: now },
  use: {
    key: 'handle',
    select: ['id', 'handle', 'owner_email', 'active'],
    insert: ['handle', 'owner_email'],
    claims: true,
    update: ['active'],
  },
});
