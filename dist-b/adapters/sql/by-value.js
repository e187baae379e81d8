/**
 * Rows that hold some of these values of a unique column, by value.
 *
 * A collation may find another spelling than was asked for, and does not say for which; then each value is asked for by itself.
 */
export async function byValue(values, rows, textOf, find) {
    const found = new Map(rows.map((row) => [textOf(row), row]));
    const asked = new Set(values);
    if (rows.every((row) => asked.has(textOf(row))))
        return found;
    for (const value of values) {
        const [row] = found.has(value) ? [] : await find(value);
        if (row)
            found.set(value, row);
    }
    return found;
}
