import type { KeyRecord } from '../ports/key-registry.js';

/** Whether a key works at this time. A row whose time of expiry cannot be read has expired. */
export function keyStatusAt(record: KeyRecord, now: Date): KeyRecord['status'] {
  return record.status === 'active' && !(record.expiresAt > now) ? 'expired' : record.status;
}
