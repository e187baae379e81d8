import { canonicalAscii } from '../ascii.js';
import { err, ok, type Result } from '../result.js';

export type HandleError =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_ascii' }
  | { readonly kind: 'too_long'; readonly maxOctets: number }
  | { readonly kind: 'forbidden_character'; readonly character: string }
  | { readonly kind: 'misplaced_dot' }
  | { readonly kind: 'leading_hyphen' };

const FORBIDDEN = /[^a-z0-9#$&'*+\-.=?^_{}~]/;

/**
 * The local part of an address that we give out, in lower case.
 *
 * Form: a dot-atom (RFC 5322 3.2.3) in ASCII of 1 to 64 octets (RFC 5321 4.5.3.1.1), without the five characters that
 * mail routing gives a meaning or shells trip on: percent, exclamation mark, slash, pipe and backquote. Quoted forms are
 * refused: Postfix never quotes the result of a look-up. Nor does it begin with a hyphen, which Postfix refuses in any recipient,
 * lest a program takes it for an option (allow_min_user).
 */
export class Handle {
  static readonly MAX_OCTETS = 64;
  /** Every character that may stand in a handle, for messages. A dot may not be first, last or beside another; a hyphen not first. */
  static readonly CHARACTERS = "a-z 0-9 # $ & ' * + - . = ? ^ _ { } ~";

  declare private readonly nominal: never;

  private constructor(readonly value: string) {
    Object.freeze(this);
  }

  /** Trims, lowercases, then checks; so two handles are the same where their `value` is. */
  static parse(text: string): Result<Handle, HandleError> {
    const handle = Handle.parseExisting(text);
    return handle.ok && handle.value.value.startsWith('-') ? err({ kind: 'leading_hyphen' }) : handle;
  }

  /**
   * The same of a handle that is there already, to find it, or to give it up. It may begin with a hyphen: earlier versions gave such
   * handles out.
   */
  static parseExisting(text: string): Result<Handle, HandleError> {
    const beginning = parseHandleBeginning(text);
    if (!beginning.ok) return beginning;
    const { value } = beginning;
    return value.endsWith('.') ? err({ kind: 'misplaced_dot' }) : ok(new Handle(value));
  }
}

/** The canonical form of what a handle may begin with: a handle, or one that is cut off behind a dot. */
export function parseHandleBeginning(text: string): Result<string, HandleError> {
  const value = canonicalAscii(text);
  if (value === undefined) return err({ kind: 'not_ascii' });
  if (value === '') return err({ kind: 'empty' });
  if (value.length > Handle.MAX_OCTETS) return err({ kind: 'too_long', maxOctets: Handle.MAX_OCTETS });
  const forbidden = FORBIDDEN.exec(value);
  if (forbidden) return err({ kind: 'forbidden_character', character: forbidden[0] });
  if (value.startsWith('.') || value.includes('..')) return err({ kind: 'misplaced_dot' });
  return ok(value);
}
