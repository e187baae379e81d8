import type { KeySecrets } from '../../application/ports/key-secrets.js';
/** Keys from the operating system's random source, hashed by OpenSSL. */
export declare const nodeKeySecrets: KeySecrets;
