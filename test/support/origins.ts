import { randomBytes } from 'node:crypto';
import type { Backend } from '../../src/application/ports/backend.js';
import type { Origin } from '../../src/application/ports/origin.js';
import type { EmailAddress } from '../../src/domain/addresses/email-address.js';

/** As a request with a new key of the owner's has it; logs may refer to the key. */
export async function originOfNewKey({ keys }: Backend, owner: EmailAddress): Promise<Origin> {
  const key = { hash: randomBytes(32).toString('hex'), owner, createdAt: new Date(), expiresAt: new Date(8e12) };
  const { id } = await keys.add(key);
  return { keyId: id, requestId: 'r1', ip: '192.0.2.1', userAgent: 'test' };
}
