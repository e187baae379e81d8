import { sql } from 'kysely';
import type { Finding } from '../../upkeep/finding.js';
import type { KeyedTable } from '../dialect.js';
import { clockFinding, type KeyColumn, keyFindings, versionFinding } from '../inspection.js';
import type { UntypedDatabase } from '../untyped-database.js';

interface ServerRow {
  readonly version: string;
  readonly synchronous_commit: string;
  readonly fsync: string;
  readonly is_standby: boolean;
  readonly server_encoding: string;
  readonly only_reads: boolean;
  readonly now: Date;
}

export async function inspectPostgres(db: UntypedDatabase, tables: readonly KeyedTable[]): Promise<readonly Finding[]> {
  const { rows } = await sql<ServerRow>`SELECT current_setting('server_version') AS version,
    current_setting('synchronous_commit') AS synchronous_commit, current_setting('fsync') AS fsync,
    current_setting('server_encoding') AS server_encoding, current_setting('default_transaction_read_only')::boolean AS only_reads,
    pg_is_in_recovery() AS is_standby, clock_timestamp() AS now`.execute(db);
  const [server] = rows;
  if (!server) throw new Error('the server did not describe itself');
  return [
    versionFinding('PostgreSQL', server.version, { PostgreSQL: '14' }),
    ...durability(server),
    ...(server.is_standby ? [STANDBY] : []),
    ...(server.only_reads ? [ONLY_READS] : []),
    { level: 'ok', topic: 'clock', message: 'times are kept with their zone' },
    clockFinding(server.now),
    ...keyFindings(await keyColumns(db, tables), tables),
    ...encoding(server),
  ];
}

const STANDBY: Finding = {
  level: 'error',
  topic: 'server',
  message: 'the server is a standby, which takes no writes: name the primary',
};

/** Those that PostgreSQL converts LATIN1 to, which Postfix speaks. */
const ENCODINGS_FOR_POSTFIX = ['UTF8', 'LATIN1', 'SQL_ASCII'];

function encoding({ server_encoding }: ServerRow): Finding[] {
  if (ENCODINGS_FOR_POSTFIX.includes(server_encoding)) return [];
  return [
    {
      level: 'warning',
      topic: 'server',
      message:
        `the database is in ${server_encoding}, which Postfix cannot ask: ` +
        'it speaks LATIN1, which PostgreSQL converts to UTF8, LATIN1 and SQL_ASCII alone',
    },
  ];
}

const ONLY_READS: Finding = {
  level: 'error',
  topic: 'server',
  message:
    'transactions only read by default (default_transaction_read_only), as on a server whose disk is nearly full: ' +
    'set it to off for this role and database',
};

/** `local`, `remote_write` and `remote_apply` flush here too; `off` alone acknowledges what a crash may lose. */
function durability({ synchronous_commit, fsync }: ServerRow): Finding[] {
  const loose = [
    ...(synchronous_commit === 'off' ? ['synchronous_commit is off'] : []),
    ...(fsync === 'off' ? ['fsync is off'] : []),
  ];
  if (loose.length === 0) return [{ level: 'ok', topic: 'durability', message: 'each commit is flushed to the disk' }];
  return loose.map((setting) => ({
    level: 'warning',
    topic: 'durability',
    message: `${setting}: a crash may lose aliases that were acknowledged; set it to on`,
  }));
}

async function keyColumns(db: UntypedDatabase, tables: readonly KeyedTable[]): Promise<readonly KeyColumn[]> {
  const keyed = tables.filter(({ key }) => key !== undefined);
  if (keyed.length === 0) return [];
  const { rows } = await sql<KeyColumn>`SELECT c.relname || '.' || a.attname AS name, l.collname AS collation,
      NOT coalesce(l.collisdeterministic, true) AS folds,
      information_schema._pg_char_max_length(a.atttypid, a.atttypmod) AS length,
      EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL
        AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum) AS is_unique
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_collation l ON l.oid = a.attcollation
    WHERE c.relnamespace = current_schema()::regnamespace
      AND (c.relname, a.attname) IN (${sql.join(keyed.map(({ table, key }) => sql`(${table}, ${key})`))})`.execute(db);
  return rows;
}
