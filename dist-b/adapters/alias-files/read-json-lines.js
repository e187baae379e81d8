import { err, ok } from '../../domain/result.js';
const FLAGS = new Map([
    [1, true],
    [true, true],
    [undefined, true],
    [null, true],
    [0, false],
    [false, false],
]);
/** Rows of JSON Lines: an object on each, whose other members are passed over. Blank lines are none. */
export async function* readJsonLines(lines) {
    for await (const { number, text } of lines) {
        if (!text.ok)
            yield { number, row: text };
        else if (text.value.trim() !== '')
            yield { number, row: toRow(text.value) };
    }
}
function toRow(text) {
    const object = parseObject(text);
    if (!object)
        return err({ kind: 'not_a_json_object' });
    const { address, goto } = object;
    for (const [field, value] of Object.entries({ address, goto })) {
        if (value === undefined)
            return err({ kind: 'field_missing', field });
        if (typeof value !== 'string')
            return err({ kind: 'field_not_text', field });
    }
    const active = FLAGS.get(object['active']);
    if (active === undefined)
        return err({ kind: 'field_not_a_flag', field: 'active' });
    return ok({ address: address, goto: goto, active });
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value && !Array.isArray(value) ? { ...value } : undefined;
    }
    catch {
        return undefined;
    }
}
