import { sql } from 'kysely';
import { clockFinding, keyFindings, versionFinding } from '../inspection.js';
export async function inspectPostgres(db, tables) {
    const { rows } = await sql `SELECT current_setting('server_version') AS version,
    current_setting('synchronous_commit') AS synchronous_commit, current_setting('fsync') AS fsync,
    pg_is_in_recovery() AS is_standby, clock_timestamp() AS now`.execute(db);
    const [server] = rows;
    if (!server)
        throw new Error('the server did not describe itself');
    return [
        versionFinding('PostgreSQL', server.version, { PostgreSQL: '14' }),
        ...durability(server),
        ...(server.is_standby ? [STANDBY] : []),
        { level: 'ok', topic: 'clock', message: 'times are kept with their zone' },
        clockFinding(server.now),
        ...keyFindings(await keyColumns(db, tables)),
    ];
}
const STANDBY = {
    level: 'error',
    topic: 'server',
    message: 'the server is a standby, which takes no writes: name the primary',
};
/** `local`, `remote_write` and `remote_apply` flush here too; `off` alone acknowledges what a crash may lose. */
function durability({ synchronous_commit, fsync }) {
    const loose = [
        ...(synchronous_commit === 'off' ? ['synchronous_commit is off'] : []),
        ...(fsync === 'off' ? ['fsync is off'] : []),
    ];
    if (loose.length === 0)
        return [{ level: 'ok', topic: 'durability', message: 'each commit is flushed to the disk' }];
    return loose.map((setting) => ({
        level: 'warning',
        topic: 'durability',
        message: `${setting}: a crash may lose aliases that were acknowledged; set it to on`,
    }));
}
async function keyColumns(db, tables) {
    const keyed = tables.filter(({ key }) => key !== undefined);
    if (keyed.length === 0)
        return [];
    const { rows } = await sql `SELECT c.relname || '.' || a.attname AS name, l.collname AS collation,
      NOT coalesce(l.collisdeterministic, true) AS folds,
      information_schema._pg_char_max_length(a.atttypid, a.atttypmod) AS length,
      EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL
        AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum) AS is_unique
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_collation l ON l.oid = a.attcollation
    WHERE c.relnamespace = current_schema()::regnamespace
      AND (c.relname, a.attname) IN (${sql.join(keyed.map(({ table, key }) => sql `(${table}, ${key})`))})`.execute(db);
    return rows;
}
