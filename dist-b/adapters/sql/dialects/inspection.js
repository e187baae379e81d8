/** How far the server's clock may be from ours before keys expire at the wrong time. */
const MAX_CLOCK_SKEW_SECONDS = 60;
/** Whether the server is one of those that we know, by the oldest version of each. */
export function versionFinding(product, version, oldest) {
    const [major = 0, minor = 0] = (/\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
    const [oldestMajor = 0, oldestMinor = 0] = oldest[product].split('.').map(Number);
    const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
    return isOld
        ? { level: 'error', topic: 'server', message: `${product} ${version} is too old: ${oldest[product]} or later` }
        : { level: 'ok', topic: 'server', message: `${product} ${version}` };
}
export function clockFinding(serverNow) {
    const seconds = Math.round(Math.abs(serverNow.getTime() - Date.now()) / 1_000);
    return seconds <= MAX_CLOCK_SKEW_SECONDS
        ? { level: 'ok', topic: 'clock', message: "the server's clock agrees with this machine's" }
        : {
            level: 'warning',
            topic: 'clock',
            message: `the server's clock is ${seconds} seconds from this machine's: keys expire and aliases are dated by either`,
        };
}
/** RFC 5321 4.5.3.1.3, less the angle brackets; names and handles are shorter. */
const LONGEST_KEY = 254;
export function keyFindings(columns) {
    const folding = columns.filter((column) => column.folds);
    const short = columns.filter(({ name, length }) => length !== null && length < LONGEST_KEY && !/hash|handle/.test(name));
    return [
        ...columns
            .filter((column) => !column.is_unique)
            .map(({ name }) => ({
            level: 'error',
            topic: 'tables',
            message: `${name} has no unique index of its own: two callers could get one address`,
        })),
        ...short.map(({ name, length }) => ({
            level: 'warning',
            topic: 'tables',
            message: `${name} holds ${length} characters: a longer one, which may have ${LONGEST_KEY}, ends in an error`,
        })),
        {
            level: 'ok',
            topic: 'collation',
            message: folding.length === 0
                ? 'names and addresses are compared byte by byte'
                : `${folding.map(({ name, collation }) => `${name} (${collation})`).join(', ')} fold letters: ` +
                    'what is written here is ASCII in lower case, so only rows of others may take more than their own spelling',
        },
    ];
}
