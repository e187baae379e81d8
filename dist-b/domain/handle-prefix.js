import { canonicalAscii } from './ascii.js';
import { FORBIDDEN_IN_HANDLE, Handle } from './handle.js';
import { err, ok } from './result.js';
/**
 * What a handle may begin with, in lower case: 1 to 64 of a handle's characters. A dot may stand last, for the handle may go on
 * behind it.
 */
export class HandlePrefix {
    value;
    constructor(value) {
        this.value = value;
        Object.freeze(this);
    }
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
        if (value.startsWith('.') || value.includes('..'))
            return err({ kind: 'misplaced_dot' });
        return ok(new HandlePrefix(value));
    }
}
