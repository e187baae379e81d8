import { ascii, hash, id, now, oneOf, optional, time, unique, withDefault } from '../kit/columns.js';
import { ownTable, type RowOf } from '../kit/own-table.js';

/** Keys, in the form that the haltman API gave them. */
export const KEY_TABLE = ownTable('postern_key', {
  columns: {
    id,
    owner_email: ascii,
    token_hash: unique(hash),
    status: withDefault(oneOf(['active', 'revoked', 'expired']), 'active'),
    created_at: now,
    expires_at: time,
    revoked_at: optional(time),
    last_used_at: optional(time),
  },
  indexes: { postern_key_owner_email: ['owner_email', 'id'] },
  use: {
    key: 'token_hash',
    select: ['id', 'owner_email', 'token_hash', 'status', 'created_at', 'expires_at', 'last_used_at'],
    insert: ['owner_email', 'token_hash', 'created_at', 'expires_at'],
    update: ['status', 'revoked_at', 'last_used_at'],
  },
});

export type KeyRow = RowOf<typeof KEY_TABLE>;
export type KeysTableName = 'api_tokens' | 'postern_key';
export type KeysDatabase = Readonly<Record<KeysTableName, KeyRow>>;
