import type { ApiKey } from '../../domain/api-key.js';
import type { KeyHash } from './key-registry.js';
/** For making keys nobody can guess, and for what is stored in their place. */
export interface KeySecrets {
    /** 256 bits from a cryptographic source. */
    generate(): ApiKey;
    hash(key: ApiKey): KeyHash;
}
