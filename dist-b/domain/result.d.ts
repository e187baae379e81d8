/**
 * What an operation with expected refusals returns: its value, or the refusal as data.
 *
 * Failures (a lost connection, a bug) are not refusals: they are thrown.
 */
export type Result<T, E> = Ok<T> | Err<E>;
export interface Ok<T> {
    readonly ok: true;
    readonly value: T;
}
export interface Err<E> {
    readonly ok: false;
    readonly error: E;
}
export declare function ok<T>(value: T): Ok<T>;
export declare function err<E>(error: E): Err<E>;
/**
 * The value of a result that the caller knows to be good: constants, examples, rows that we wrote ourselves.
 *
 * @throws Error that names the refusal, where the caller was wrong.
 */
export declare function unwrap<T>(result: Result<T, {
    readonly kind: string;
}>): T;
