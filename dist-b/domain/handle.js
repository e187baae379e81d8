import { canonicalAscii } from './ascii.js';
import { err, ok } from './result.js';
/** Also what no part of a handle may hold. */
export const FORBIDDEN_IN_HANDLE = /[^a-z0-9#$&'*+\-.=?^_{}~]/;
/**
 * The local part of an address that we give out, in lower case.
 *
 * Form: a dot-atom (RFC 5322 3.2.3) in ASCII of 1 to 64 octets (RFC 5321 4.5.3.1.1), without the five characters that
 * mail routing gives a meaning or shells trip on: percent, exclamation mark, slash, pipe and backquote. Quoted forms are
 * refused: Postfix never quotes the result of a look-up.
 */
export class Handle {
    value;
    static MAX_OCTETS = 64;
    /** Every character that may stand in a handle, for messages. A dot may not be first, last or beside another. */
    static CHARACTERS = "a-z 0-9 # $ & ' * + - . = ? ^ _ { } ~";
    constructor(value) {
        this.value = value;
        Object.freeze(this);
    }
    /** Trims, lowercases, then checks; so two handles are the same where their `value` is. */
    static parse(text) {
        const value = canonicalAscii(text);
        if (value === undefined)
            return err({ kind: 'not_ascii' });
        if (value === '')
            return err({ kind: 'empty' });
        if (value.length > Handle.MAX_OCTETS)
            return err({ kind: 'too_long', maxOctets: Handle.MAX_OCTETS });
        const forbidden = FORBIDDEN_IN_HANDLE.exec(value);
        if (forbidden)
            return err({ kind: 'forbidden_character', character: forbidden[0] });
        if (value.startsWith('.') || value.endsWith('.') || value.includes('..'))
            return err({ kind: 'misplaced_dot' });
        return ok(new Handle(value));
    }
}
