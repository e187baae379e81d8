import { createHash } from 'node:crypto';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';

/** Hashing costs more than counting, and the requests of a key have the same owner. */
const subjects = new WeakMap<EmailAddress, string>();

/** What an owner is counted as: the address itself is in no bucket. */
export function ownerSubject(owner: EmailAddress): string {
  const known = subjects.get(owner);
  if (known !== undefined) return known;
  const subject = hashedSubject(owner.value);
  subjects.set(owner, subject);
  return subject;
}

export function hashedSubject(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
