import { createHash, randomBytes } from 'node:crypto';
import { ConfirmationToken } from '../../domain/confirmation-token.js';
import { unwrap } from '../../domain/result.js';
/** Tokens from the operating system's random source, hashed by OpenSSL. */
export const nodeConfirmationSecrets = {
    generate: () => unwrap(ConfirmationToken.parse(randomBytes(ConfirmationToken.LENGTH / 2).toString('hex'))),
    hash: (token) => createHash('sha256').update(token.value).digest('hex'),
};
