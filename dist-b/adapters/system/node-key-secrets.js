import { hash, randomBytes } from 'node:crypto';
import { ApiKey } from '../../domain/api-key.js';
import { unwrap } from '../../domain/result.js';
/** Keys from the operating system's random source, hashed by OpenSSL. */
export const nodeKeySecrets = {
    generate() {
        return unwrap(ApiKey.parse(randomBytes(ApiKey.LENGTH / 2).toString('hex')));
    },
    hash(key) {
        return hash('sha256', key.value);
    },
};
