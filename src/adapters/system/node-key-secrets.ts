import { hash, randomBytes } from 'node:crypto';
import type { KeyHash } from '../../application/ports/key-registry.js';
import type { KeySecrets } from '../../application/ports/key-secrets.js';
import { ApiKey } from '../../domain/api-key.js';
import { unwrap } from '../../domain/result.js';

/** Keys from the operating system's random source, hashed by OpenSSL. */
export const nodeKeySecrets: KeySecrets = {
  generate(): ApiKey {
    return unwrap(ApiKey.parse(randomBytes(ApiKey.LENGTH / 2).toString('hex')));
  },
  hash(key: ApiKey): KeyHash {
    return hash('sha256', key.value);
  },
};
