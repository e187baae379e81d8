import { type Result } from './result.js';
export interface ConfirmationTokenError {
    readonly kind: 'malformed_token';
}
/**
 * The secret in a mailed link: 64 lowercase hexadecimal characters (256 bits), so that no mail client breaks it or leaves its end
 * out. It works once, and only its SHA-256 stays.
 */
export declare class ConfirmationToken {
    readonly value: string;
    static readonly LENGTH = 64;
    private readonly nominal;
    private constructor();
    static parse(text: string): Result<ConfirmationToken, ConfirmationTokenError>;
    /** So that a token which strays into a log line or an answer says nothing. */
    toJSON(): string;
}
