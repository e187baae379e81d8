import type { KeyRecord } from './ports/key-registry.js';
/** Whether a key works at this time. A row whose time of expiry cannot be read has expired. */
export declare function keyStatusAt(record: KeyRecord, now: Date): KeyRecord['status'];
