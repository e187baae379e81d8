import type { BackendName, Database } from './database.js';

/**
 * Rows for the table of aliases, made in the database itself. Addresses lie all over their index, where new ones come between them,
 * and each owner has a hundred. Indexes are made anew behind the rows where that is quicker.
 */
const ALIASES_PER_OWNER = 100;
/** One of the owners of a hundred. */
export const FILLED_OWNER = 'owner50@example.net';

/** Grows the table of aliases to this size; what is there is counted. No service may run on it. */
export function fill(database: Database, size: number): Promise<void> {
  return database.run(STATEMENTS[database.backend](size));
}

/** Gives an owner so many aliases more. */
export function giveAliases(database: Database, owner: string, count: number): Promise<void> {
  const rows = Array.from(
    { length: count },
    (_, n) => `('x${n}of.${owner.replace('@', '.')}@example.org', '${owner}')`,
  );
  return database.run([`INSERT INTO alias (address, goto) VALUES ${rows.join(', ')}`]);
}

type Fill = (size: number) => readonly string[];

const SQLITE: Fill = (size) => [
  'PRAGMA cache_size = -262144',
  'DROP INDEX alias_goto_id',
  // The WAL would take all of it first.
  'PRAGMA journal_mode = DELETE',
  `WITH RECURSIVE
     had AS (SELECT count(*) AS rows FROM alias),
     numbers (n) AS (SELECT rows + 1 FROM had UNION ALL SELECT n + 1 FROM numbers WHERE n < ${size})
   INSERT INTO alias (address, goto)
   SELECT printf('x%010d', n * 2654435761 % 4294967296) || 'f@example.org' AS address,
     'owner' || (n / ${ALIASES_PER_OWNER}) || '@example.net'
   FROM numbers WHERE n <= ${size} ORDER BY address`,
  'CREATE INDEX alias_goto_id ON alias (goto, id)',
  'PRAGMA journal_mode = WAL',
  'ANALYZE',
];

const MARIADB: Fill = (size) => [
  'SET SESSION unique_checks = 0, foreign_key_checks = 0',
  'ALTER TABLE alias DROP INDEX alias_address, DROP INDEX alias_goto_id',
  'SET @had = (SELECT count(*) FROM alias)',
  `INSERT INTO alias (address, goto)
   SELECT CONCAT('x', LPAD(MOD((seq + @had) * 2654435761, 4294967296), 10, '0'), 'f@example.org'),
     CONCAT('owner', FLOOR((seq + @had) / ${ALIASES_PER_OWNER}), '@example.net')
   FROM seq_1_to_${size} WHERE seq <= ${size} - @had`,
  'ALTER TABLE alias ADD UNIQUE KEY alias_address (address), ADD KEY alias_goto_id (goto, id)',
  'ANALYZE TABLE alias',
];

const POSTGRES: Fill = (size) => [
  'ALTER TABLE alias DROP CONSTRAINT alias_address_key',
  'DROP INDEX alias_goto_id',
  `INSERT INTO alias (address, goto)
   SELECT 'x' || lpad((n * 2654435761 % 4294967296)::text, 10, '0') || 'f@example.org',
     'owner' || (n / ${ALIASES_PER_OWNER}) || '@example.net'
   FROM generate_series((SELECT count(*) + 1 FROM alias), ${size}::bigint) AS n`,
  'ALTER TABLE alias ADD CONSTRAINT alias_address_key UNIQUE (address)',
  'CREATE INDEX alias_goto_id ON alias (goto, id)',
  'VACUUM ANALYZE alias',
  'CHECKPOINT',
];

const STATEMENTS: Readonly<Record<BackendName, Fill>> = { SQLite: SQLITE, MariaDB: MARIADB, PostgreSQL: POSTGRES };
