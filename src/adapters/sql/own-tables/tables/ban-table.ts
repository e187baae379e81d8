import { ascii, id, now, oneOf, optional, text, time } from '../kit/columns.js';
import { ownTable, type RowOf } from '../kit/own-table.js';

/** Bans, in the form of the haltman API's, so that an operator who moves can copy the rows. Its word for a handle is `name`. */
export const BAN_TABLE = ownTable('postern_ban', {
  columns: {
    id,
    ban_type: oneOf(['email', 'domain', 'ip', 'name']),
    ban_value: ascii,
    reason: text(500),
    created_at: now,
    expires_at: optional(time),
    revoked_at: optional(time),
  },
  indexes: { postern_ban_target: ['ban_type', 'ban_value'] },
  use: {
    select: ['id', 'ban_type', 'ban_value', 'reason', 'created_at', 'expires_at', 'revoked_at'],
    insert: ['ban_type', 'ban_value', 'reason', 'created_at', 'expires_at'],
    update: ['revoked_at'],
  },
});

export type BanRow = RowOf<typeof BAN_TABLE>;
export type BansTableName = 'api_bans' | 'postern_ban';
export type BansDatabase = Readonly<Record<BansTableName, BanRow>>;
