import { type HandleError, parseHandleBeginning } from './handle.js';
import { ok, type Result } from '../result.js';

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
    const beginning = parseHandleBeginning(text);
    return beginning.ok ? ok(new HandlePrefix(beginning.value)) : beginning;
  }
}
