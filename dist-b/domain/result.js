export function ok(value) {
    return { ok: true, value };
}
export function err(error) {
    return { ok: false, error };
}
/**
 * The value of a result that the caller knows to be good: constants, examples, rows that we wrote ourselves.
 *
 * @throws Error that names the refusal, where the caller was wrong.
 */
export function unwrap(result) {
    if (result.ok)
        return result.value;
    throw new Error(`expected a value, got the refusal ${JSON.stringify(result.error)}`);
}
