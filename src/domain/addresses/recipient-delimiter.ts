import { EmailAddress } from './email-address.js';
import { Handle } from './handle.js';
import { err, ok, type Result, unwrap } from '../result.js';

export interface RecipientDelimiterError {
  readonly kind: 'not_a_delimiter';
  readonly maxLength: number;
}

const FORM = /^[#$&'*+\-.=?^_{}~]{1,16}$/;
const NONE = 'none';

/** Postfix splits none of these, whatever the delimiter is (its split_addr(3)). */
const NEVER_SPLIT: ReadonlySet<string> = new Set(['postmaster', 'mailer-daemon', 'double-bounce']);
/** With a hyphen as delimiter, Postfix leaves the addresses of mailing lists whole (owner_request_special). */
const OF_A_LIST = /^owner-|.-request$/;

/**
 * The characters at which the mail server splits a local part: with `+`, mail to `box+bank` goes to `box` if nothing has the
 * longer name. It is Postfix's `recipient_delimiter`, and must be the same as there.
 *
 * Form: 1 to 16 of a handle's punctuation characters, each of which splits; or `none`.
 */
export class RecipientDelimiter {
  static readonly MAX_LENGTH = 16;
  static readonly PLUS = new RecipientDelimiter('+');
  static readonly NONE = new RecipientDelimiter('');

  declare private readonly nominal: never;

  private constructor(
    /** Empty if nothing splits. */
    readonly characters: string,
  ) {
    Object.freeze(this);
  }

  static parse(text: string): Result<RecipientDelimiter, RecipientDelimiterError> {
    if (text === NONE) return ok(RecipientDelimiter.NONE);
    if (!FORM.test(text)) return err({ kind: 'not_a_delimiter', maxLength: RecipientDelimiter.MAX_LENGTH });
    return ok(new RecipientDelimiter(text));
  }

  /** The handle that gets the mail of this one if nothing has the longer name; `undefined` if the handle is not split. */
  baseOf({ value }: Handle): Handle | undefined {
    const at = firstOf(this.characters, value);
    if (at < 1 || NEVER_SPLIT.has(value)) return undefined;
    if (this.characters.includes('-') && OF_A_LIST.test(value)) return undefined;
    // `box.+x` has a base that nobody can have.
    const base = Handle.parse(value.slice(0, at));
    return base.ok ? base.value : undefined;
  }

  /** The same of a whole address. */
  baseAddressOf({ handle, domain }: EmailAddress): EmailAddress | undefined {
    const base = this.baseOf(handle);
    return base && unwrap(EmailAddress.of(base, domain));
  }
}

/** Where the first of these characters is in the text, or -1. Each claim asks, so nothing is made on the way. */
function firstOf(characters: string, text: string): number {
  let first = -1;
  for (let i = 0; i < characters.length; i++) {
    const at = text.indexOf(characters.charAt(i));
    if (at !== -1 && (first === -1 || at < first)) first = at;
  }
  return first;
}
