import type { ConfirmationSecrets } from '../../application/ports/confirmation-secrets.js';
/** Tokens from the operating system's random source, hashed by OpenSSL. */
export declare const nodeConfirmationSecrets: ConfirmationSecrets;
