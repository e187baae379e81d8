import { ascii, hash, id, longText, now, number, optional, text, time, unique, withDefault } from '../kit/columns.js';
import { type Database, ownTable } from '../kit/own-table.js';

/** Requests for keys. What has expired is removed, so that the table stays small and needs no index but the unique ones. */
export const CREDENTIAL_REQUEST_TABLE = ownTable('postern_credential_request', {
  columns: {
    id,
    token_hash: unique(hash),
    owner_email: ascii,
    /** The owner's mailbox (`mailboxOf`) in the latest request for it, NULL in those before: its unique index is the cool-down's lock. */
    latest_for: optional(unique(ascii)),
    days: number,
    created_at: now,
    expires_at: time,
    confirmed_at: optional(time),
  },
  use: {
    optional: 'mail',
    key: 'latest_for',
    select: ['id', 'token_hash', 'owner_email', 'latest_for', 'days', 'created_at', 'expires_at', 'confirmed_at'],
    insert: ['token_hash', 'owner_email', 'latest_for', 'days', 'created_at', 'expires_at'],
    claims: true,
    update: ['latest_for', 'confirmed_at'],
    delete: true,
  },
});

/** The queue of the mails about them, which stays as small. */
export const OUTBOX_TABLE = ownTable('postern_outbox', {
  columns: {
    id,
    recipient: ascii,
    subject: text(200),
    /** With the token in it, until the row goes. */
    body: longText,
    attempts: withDefault(number, 0),
    /** Also the end of a lease. */
    due_at: time,
    expires_at: time,
  },
  use: {
    optional: 'mail',
    select: ['id', 'recipient', 'subject', 'body', 'attempts', 'due_at', 'expires_at'],
    insert: ['recipient', 'subject', 'body', 'due_at', 'expires_at'],
    update: ['attempts', 'due_at'],
    delete: true,
  },
});

export type MailTables = Database<typeof CREDENTIAL_REQUEST_TABLE | typeof OUTBOX_TABLE>;
