import { ascii, asciiOf, flag, id, longText, now, optional, text, time, unique, withDefault } from '../kit/columns.js';
import { ownTable } from '../kit/own-table.js';

/**
 * Whose an alias is, and what the mail server has no column for. Rows stay, so that an address never passes to another owner, also while
 * the mail server has no row of it.
 */
export const ALIAS_TABLE = ownTable('postern_alias', {
  columns: {
    id,
    address: unique(ascii),
    owner_email: ascii,
    created_at: now,
    /** At most MAX_NOTE_LENGTH characters. */
    note: optional(text(500)),
    site: optional(asciiOf(253)),
    expires_at: optional(time),
    pinned: withDefault(flag, 0),
    /** Of a mail server that has no column for it and whose row is deleted instead; with where it went, if not to its owner. */
    active: withDefault(flag, 1),
    goto: optional(longText),
    /** NULL while an expiry is to come. */
    deactivated_at: optional(time),
    /** By its owner, who may restore it; and from the owner's lists, for good. */
    deleted_at: optional(time),
    forgotten_at: optional(time),
    /** NULL if it never was. */
    modified_at: optional(time),
  },
  indexes: {
    postern_alias_owner_email: ['owner_email', 'id'],
    /** Finds those that are to be deactivated next. */
    postern_alias_expiry: ['deactivated_at', 'expires_at'],
  },
  use: {
    key: 'address',
    select: ['id', 'address', 'owner_email', 'note', 'site', 'expires_at', 'pinned', 'deactivated_at'],
    insert: ['address', 'owner_email', 'note', 'site', 'expires_at', 'pinned'],
    claims: true,
    update: ['expires_at', 'deactivated_at', 'modified_at'],
  },
});

/** Those that the table had not at first. */
export const ALIAS_METADATA_COLUMNS = [
  'note',
  'site',
  'expires_at',
  'pinned',
  'active',
  'goto',
  'deactivated_at',
  'deleted_at',
  'forgotten_at',
  'modified_at',
] as const;
