import type { ActivityType } from '../../../../application/ports/activity-log.js';
import { ascii, bigNumber, id, now, optional, text } from '../kit/columns.js';
import { ownTable } from '../kit/own-table.js';

/** What owners did, in order. */
export const ACTIVITY_TABLE = ownTable('postern_activity', {
  columns: {
    id,
    owner_email: ascii,
    type: text<ActivityType>(32),
    /** Or the handle. */
    address: ascii,
    occurred_at: now,
    // For the operator.
    key_id: optional(bigNumber),
    request_id: optional(text(64)),
    request_ip: optional(text(64)),
    user_agent: optional(text(255)),
  },
  indexes: { postern_activity_owner_email: ['owner_email', 'id'] },
  use: {
    select: ['id', 'owner_email', 'type', 'address', 'occurred_at'],
    insert: ['owner_email', 'type', 'address'],
    insertWherePresent: ['key_id', 'request_id', 'request_ip', 'user_agent'],
    pruned: true,
  },
});
