import { canonicalAscii } from '../ascii.js';
import { FORBIDDEN_IN_HANDLE, Handle, type HandleError } from './handle.js';
import { err, ok, type Result } from '../result.js';

/**
 * What a handle may begin with, in lower case: 1 to 64 of a handle's characters. A dot may stand last, for the handle may go on
 * behind it; and a hyphen first, as in handles that earlier versions gave out.
 */
export class HandlePrefix {
  declare private readonly nominal: never;

  private constructor(readonly value: string) {
    Object.freeze(this);
  }

  static parse(text: string): Result<HandlePrefix, HandleError> {
    const value = canonicalAscii(text);
    if (value === undefined) return err({ kind: 'not_ascii' });
    if (value === '') return err({ kind: 'empty' });
    if (value.length > Handle.MAX_OCTETS) return err({ kind: 'too_long', maxOctets: Handle.MAX_OCTETS });
    const forbidden = FORBIDDEN_IN_HANDLE.exec(value);
    if (forbidden) return err({ kind: 'forbidden_character', character: forbidden[0] });
    if (value.startsWith('.') || value.includes('..')) return err({ kind: 'misplaced_dot' });
    return ok(new HandlePrefix(value));
  }
}
