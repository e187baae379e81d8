import { err, ok } from './result.js';
const FORM = /^[0-9a-f]{64}$/;
/**
 * The secret that a caller shows: 64 lowercase hexadecimal characters (256 bits). Only its SHA-256 is ever stored.
 *
 * Nothing is trimmed or lowercased: a secret has one spelling.
 */
export class ApiKey {
    value;
    static LENGTH = 64;
    constructor(value) {
        this.value = value;
        Object.freeze(this);
    }
    static parse(text) {
        return FORM.test(text) ? ok(new ApiKey(text)) : err({ kind: 'malformed_key' });
    }
    /** So that a key which strays into a log line or an answer says nothing. */
    toJSON() {
        return '[api key]';
    }
}
