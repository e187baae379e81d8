/** Whether a key works at this time. A row whose time of expiry cannot be read has expired. */
export function keyStatusAt(record, now) {
    return record.status === 'active' && !(record.expiresAt > now) ? 'expired' : record.status;
}
