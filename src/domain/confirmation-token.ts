import { err, ok, type Result } from './result.js';

export interface ConfirmationTokenError {
  readonly kind: 'malformed_token';
}

const FORM = /^[0-9a-f]{64}$/;

/**
 * The secret in a mailed link: 64 lowercase hexadecimal characters (256 bits), so that no mail client breaks it or leaves its end
 * out. It works once, and only its SHA-256 stays.
 */
export class ConfirmationToken {
  static readonly LENGTH = 64;

  declare private readonly nominal: never;

  private constructor(readonly value: string) {
    Object.freeze(this);
  }

  static parse(text: string): Result<ConfirmationToken, ConfirmationTokenError> {
    return FORM.test(text) ? ok(new ConfirmationToken(text)) : err({ kind: 'malformed_token' });
  }

  /** So that a token which strays into a log line or an answer says nothing. */
  toJSON(): string {
    return '[confirmation token]';
  }
}
