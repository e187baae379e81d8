import type { AliasNote } from './alias-note.js';
import type { AliasSite } from './alias-site.js';
import { err, ok, type Result } from './result.js';

export type ExpiryError =
  | { readonly kind: 'not_a_time' }
  | { readonly kind: 'expiry_out_of_range'; readonly from: string; readonly to: string };

/** What an owner may say of an alias, beside its address and its goto. */
export interface AliasMetadata {
  readonly note?: AliasNote | undefined;
  readonly site?: AliasSite | undefined;
  /** From then on it forwards nothing. By `parseExpiry`. */
  readonly expiresAt?: Date | undefined;
  /** Shown before others. */
  readonly pinned?: boolean | undefined;
}

export const NO_METADATA: AliasMetadata = Object.freeze({});

/** Whether there is nothing to keep. */
export function isEmptyMetadata({ note, site, expiresAt, pinned = false }: AliasMetadata): boolean {
  return note === undefined && site === undefined && expiresAt === undefined && !pinned;
}

const EARLIEST = '2000-01-01T00:00:00.000Z';
const LATEST = '9999-12-31T23:59:59.999Z';
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A time of expiry. One that is past is a time as any other.
 *
 * Form: ISO 8601 with a zone (RFC 3339 5.6, the seconds may be left out), of the years 2000 to 9999, which every database has; to the
 * millisecond.
 */
export function parseExpiry(text: string): Result<Date, ExpiryError> {
  const time = new Date(TIME.test(text) ? text : Number.NaN);
  if (Number.isNaN(time.getTime())) return err({ kind: 'not_a_time' });
  if (time < new Date(EARLIEST) || time > new Date(LATEST))
    return err({ kind: 'expiry_out_of_range', from: EARLIEST, to: LATEST });
  return ok(time);
}
