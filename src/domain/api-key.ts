import { err, ok, type Result } from './result.js';

export interface ApiKeyError {
  readonly kind: 'malformed_key';
}

const FORM = /^[0-9a-f]{64}$/;

/**
 * The secret that a caller shows: 64 lowercase hexadecimal characters (256 bits). Only its SHA-256 is ever stored.
 *
 * Nothing is trimmed or lowercased: a secret has one spelling.
 */
export class ApiKey {
  static readonly LENGTH = 64;

  declare private readonly nominal: never;

  private constructor(readonly value: string) {
    Object.freeze(this);
  }

  static parse(text: string): Result<ApiKey, ApiKeyError> {
    return FORM.test(text) ? ok(new ApiKey(text)) : err({ kind: 'malformed_key' });
  }

  /** So that a key which strays into a log line or an answer says nothing. */
  toJSON(): string {
    return '[api key]';
  }
}
