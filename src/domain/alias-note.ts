import { err, ok, type Result } from './result.js';

export type AliasNoteError =
  | { readonly kind: 'empty' }
  | { readonly kind: 'note_too_long'; readonly maxCharacters: number }
  /** Its code point, as the character itself does not print. */
  | { readonly kind: 'control_character'; readonly codePoint: number }
  | { readonly kind: 'not_well_formed' };

/** Tabs and line breaks are text; other control characters (Unicode category Cc) are not. All are one UTF-16 unit. */
const CONTROL_CHARACTER = /(?![\t\n])\p{Cc}/u;

/**
 * What an owner wrote about an alias.
 *
 * Form: 1 to 500 characters (Unicode code points) of well-formed text, trimmed, with line breaks as LF. Control characters other than
 * tabs and line breaks are refused.
 */
export class AliasNote {
  static readonly MAX_CHARACTERS = 500;

  declare private readonly nominal: never;

  private constructor(readonly value: string) {
    Object.freeze(this);
  }

  static parse(text: string): Result<AliasNote, AliasNoteError> {
    const value = text.replace(/\r\n?/g, '\n').trim();
    if (value === '') return err({ kind: 'empty' });
    if (!value.isWellFormed()) return err({ kind: 'not_well_formed' });
    const control = CONTROL_CHARACTER.exec(value);
    if (control) return err({ kind: 'control_character', codePoint: control[0].charCodeAt(0) });
    // Two UTF-16 units a character at most, so a long text is refused without counting it.
    const isLong = value.length > 2 * AliasNote.MAX_CHARACTERS || Array.from(value).length > AliasNote.MAX_CHARACTERS;
    return isLong ? err({ kind: 'note_too_long', maxCharacters: AliasNote.MAX_CHARACTERS }) : ok(new AliasNote(value));
  }
}
