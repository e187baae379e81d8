import { type Result } from './result.js';
export type HandleError = {
    readonly kind: 'empty';
} | {
    readonly kind: 'not_ascii';
} | {
    readonly kind: 'too_long';
    readonly maxOctets: number;
} | {
    readonly kind: 'forbidden_character';
    readonly character: string;
} | {
    readonly kind: 'misplaced_dot';
};
/** Also what no part of a handle may hold. */
export declare const FORBIDDEN_IN_HANDLE: RegExp;
/**
 * The local part of an address that we give out, in lower case.
 *
 * Form: a dot-atom (RFC 5322 3.2.3) in ASCII of 1 to 64 octets (RFC 5321 4.5.3.1.1), without the five characters that
 * mail routing gives a meaning or shells trip on: percent, exclamation mark, slash, pipe and backquote. Quoted forms are
 * refused: Postfix never quotes the result of a look-up.
 */
export declare class Handle {
    readonly value: string;
    static readonly MAX_OCTETS = 64;
    /** Every character that may stand in a handle, for messages. A dot may not be first, last or beside another. */
    static readonly CHARACTERS = "a-z 0-9 # $ & ' * + - . = ? ^ _ { } ~";
    private readonly nominal;
    private constructor();
    /** Trims, lowercases, then checks; so two handles are the same where their `value` is. */
    static parse(text: string): Result<Handle, HandleError>;
}
