import { type Result } from './result.js';
export interface ApiKeyError {
    readonly kind: 'malformed_key';
}
/**
 * The secret that a caller shows: 64 lowercase hexadecimal characters (256 bits). Only its SHA-256 is ever stored.
 *
 * Nothing is trimmed or lowercased: a secret has one spelling.
 */
export declare class ApiKey {
    readonly value: string;
    static readonly LENGTH = 64;
    private readonly nominal;
    private constructor();
    static parse(text: string): Result<ApiKey, ApiKeyError>;
    /** So that a key which strays into a log line or an answer says nothing. */
    toJSON(): string;
}
