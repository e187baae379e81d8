import { err, ok } from './result.js';
const FORM = /^[0-9a-f]{64}$/;
/**
 * The secret in a mailed link: 64 lowercase hexadecimal characters (256 bits), so that no mail client breaks it or leaves its end
 * out. It works once, and only its SHA-256 stays.
 */
export class ConfirmationToken {
    value;
    static LENGTH = 64;
    constructor(value) {
        this.value = value;
        Object.freeze(this);
    }
    static parse(text) {
        return FORM.test(text) ? ok(new ConfirmationToken(text)) : err({ kind: 'malformed_token' });
    }
    /** So that a token which strays into a log line or an answer says nothing. */
    toJSON() {
        return '[confirmation token]';
    }
}
