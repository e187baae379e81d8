import { sql } from 'kysely';
import type { Finding } from '../../upkeep/finding.js';
import type { KeyedTable } from '../dialect.js';
import { clockFinding, type KeyColumn, keyFindings, versionFinding } from '../inspection.js';
import type { UntypedDatabase } from '../untyped-database.js';

const OLDEST = { MariaDB: '10.11', MySQL: '8.0' } as const;

interface ServerRow {
  readonly version: string;
  readonly flush: number;
  readonly read_only: number;
  readonly only_reads: number;
  readonly zone: string;
  /** In seconds; absent if the server has no table of its zone. */
  readonly zone_offset: number | null;
  readonly now: Date;
}

export async function inspectMysql(db: UntypedDatabase, tables: readonly KeyedTable[]): Promise<readonly Finding[]> {
  const { rows } = await sql<ServerRow>`SELECT
    VERSION() AS version, @@GLOBAL.innodb_flush_log_at_trx_commit AS flush, @@GLOBAL.read_only AS read_only,
    (/*M! @@tx_read_only + */ /*!80000 @@transaction_read_only + */ 0) AS only_reads,
    IF(@@GLOBAL.time_zone = 'SYSTEM', @@system_time_zone, @@GLOBAL.time_zone) AS zone,
    TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@GLOBAL.time_zone)) AS zone_offset,
    UTC_TIMESTAMP(6) AS now`.execute(db);
  const [server] = rows;
  if (!server) throw new Error('the server did not describe itself');
  return [
    versionFinding(/mariadb/i.test(server.version) ? 'MariaDB' : 'MySQL', server.version, OLDEST),
    durability(server),
    ...(server.read_only === 0 ? [] : [READ_ONLY]),
    ...(server.only_reads === 0 ? [] : [ONLY_READS]),
    zone(server),
    clockFinding(server.now),
    ...(await engines(db, tables)),
    ...keyFindings(await keyColumns(db, tables), tables),
    ...(await missingIndexes(db, tables)),
  ];
}

const READ_ONLY: Finding = {
  level: 'error',
  topic: 'server',
  message: 'the server is read-only, as a replica is: name the one that takes writes',
};

const ONLY_READS: Finding = {
  level: 'error',
  topic: 'server',
  message: 'transactions only read by default (tx_read_only, or transaction_read_only): set it to 0',
};

function durability({ flush }: ServerRow): Finding {
  return flush === 1
    ? { level: 'ok', topic: 'durability', message: 'each commit is flushed to the disk' }
    : {
        level: 'warning',
        topic: 'durability',
        message: `innodb_flush_log_at_trx_commit is ${flush}: a crash may lose aliases that were acknowledged; set it to 1`,
      };
}

/** Ours are in UTC by the session's zone. A program beside us may write DATETIME columns by the server's. */
function zone({ zone: name, zone_offset: offset }: ServerRow): Finding {
  return offset === 0
    ? { level: 'ok', topic: 'clock', message: `the server's time zone is ${name}; times are kept in UTC` }
    : {
        level: 'warning',
        topic: 'clock',
        message:
          `the server's time zone is ${name}; times are kept in UTC here, but another program that writes DATETIME columns ` +
          `by the server's zone is ${offset ?? 'some'} seconds off: set default_time_zone = '+00:00'`,
      };
}

/** Without transactions a claim could be cut off half-way, and without row locks two could win. */
async function engines(db: UntypedDatabase, tables: readonly KeyedTable[]): Promise<Finding[]> {
  if (tables.length === 0) return [];
  const names = sql.join(tables.map(({ table }) => table));
  const { rows } = await sql<{ name: string; engine: string }>`SELECT t.table_name AS name, t.engine AS engine
    FROM information_schema.tables t JOIN information_schema.engines e ON e.engine = t.engine
    WHERE t.table_schema = DATABASE() AND e.transactions <> 'YES' AND t.table_name IN (${names})`.execute(db);
  return rows.map(({ name, engine }) => ({
    level: 'error',
    topic: 'tables',
    message: `the table ${name} is ${engine}, which has no transactions: ALTER TABLE ${name} ENGINE = InnoDB`,
  }));
}

/** On tables of others; ours have them. */
async function missingIndexes(db: UntypedDatabase, tables: readonly KeyedTable[]): Promise<Finding[]> {
  const { rows } = await sql<{ name: string }>`SELECT CONCAT(table_name, '.', column_name) AS name
    FROM information_schema.statistics WHERE table_schema = DATABASE() AND seq_in_index = 1`.execute(db);
  const indexed = new Set(rows.map(({ name }) => name));
  return tables.flatMap(({ table, soughtBy }) =>
    soughtBy === undefined || indexed.has(`${table}.${soughtBy}`)
      ? []
      : [
          {
            level: 'warning' as const,
            topic: 'tables',
            message:
              `no index of ${table} begins with ${soughtBy}, so lists and claims read the whole table: ` +
              `CREATE INDEX idx_${table}_${soughtBy}_id ON ${table} (${soughtBy}(191), id)`,
          },
        ],
  );
}

/**
 * In two plain questions: MariaDB 10.11.19 has crashed, as a whole, on a subquery of one table of information_schema within another.
 */
async function keyColumns(db: UntypedDatabase, tables: readonly KeyedTable[]): Promise<readonly KeyColumn[]> {
  const keys = new Set(tables.map(({ table, key }) => `${table}.${key ?? ''}`));
  const indexes = await sql<{ name: string }>`SELECT CONCAT(table_name, '.', MAX(column_name)) AS name
    FROM information_schema.statistics WHERE table_schema = DATABASE() AND non_unique = 0
    GROUP BY table_name, index_name HAVING COUNT(*) = 1`.execute(db);
  const unique = new Set(indexes.rows.map(({ name }) => name));
  const columns = await sql<Omit<KeyColumn, 'is_unique' | 'folds'>>`SELECT CONCAT(table_name, '.', column_name) AS name,
      collation_name AS collation, character_maximum_length AS length
    FROM information_schema.columns WHERE table_schema = DATABASE()`.execute(db);
  return columns.rows
    .filter(({ name }) => keys.has(name))
    .map((column) => ({
      ...column,
      is_unique: unique.has(column.name),
      folds: column.collation !== null && !column.collation.endsWith('_bin'),
    }));
}
