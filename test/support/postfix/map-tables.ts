import { openSqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import type { SchemaName } from '../../../src/adapters/sql/schemas/schemas.js';
import { type DatabaseKind, type Installation, installations } from '../foreign/installations.js';
import type { InstalledDatabase } from '../installed-database.js';
import { domain } from '../samples.js';
import type { Row } from '../servers/raw-connection.js';

/** Of each table that maps ask, beside what a test asks about. */
const ROWS = 100;
const NUMBERS = [...Array(ROWS).keys()];

/** The text that maps compare or return, in tables that are the mail server's own. */
const FOREIGN_TEXT: Readonly<Record<SchemaName, Readonly<Record<string, readonly string[]>>>> = {
  haltman: { domain: ['name'], alias: ['address', 'goto'], alias_handle: ['handle', 'address'] },
  postfixadmin: {
    domain: ['domain'],
    alias: ['address', 'goto'],
    alias_domain: ['alias_domain', 'target_domain'],
    mailbox: ['username', 'maildir'],
  },
};

/** What a foreign MariaDB's tables may be in, by the server's or the database's default, or since somebody converted them. */
const MARIADB_COLLATIONS = [
  ...[
    'ascii_general_ci',
    'latin1_swedish_ci',
    'latin1_general_ci',
    'latin1_bin',
    'latin2_general_ci',
    'cp1251_general_ci',
  ],
  ...['utf8mb3_general_ci', 'utf8mb3_unicode_ci', 'utf8mb3_bin', 'utf8mb4_general_ci', 'utf8mb4_unicode_ci'],
  ...['utf8mb4_unicode_520_ci', 'utf8mb4_uca1400_ai_ci', 'utf8mb4_uca1400_as_cs', 'utf8mb4_bin', 'utf8mb4_nopad_bin'],
];
const MYSQL_COLLATIONS = MARIADB_COLLATIONS.filter((name) => !/uca1400|nopad/.test(name)).concat('utf8mb4_0900_ai_ci');
const POSTGRES_COLLATIONS = ['"C"', '"en-x-icu"', '"de-x-icu"', 'folding'];

/** The collations that the tables of this installation may be in; none if they are ours, whose collations we name. */
export function collationsFor(kind: DatabaseKind, { name, schema, tables }: Installation): readonly string[] {
  // Once converted, the columns of all ages are alike.
  const newest = installations(kind).findLast((one) => one.schema === schema);
  if (tables.length === 0 || name !== newest?.name) return [];
  return { mariadb: MARIADB_COLLATIONS, mysql: MYSQL_COLLATIONS, postgres: POSTGRES_COLLATIONS, sqlite: [] }[kind];
}

/** Converts the tables, each in turn to the next of these. */
export async function collate(database: InstalledDatabase, schema: SchemaName, collations: readonly string[]) {
  for (const [i, [table, columns]] of Object.entries(FOREIGN_TEXT[schema]).entries()) {
    const collation = collations[i % collations.length] ?? '';
    if (database.kind === 'postgres') {
      for (const column of columns)
        await database.run(`ALTER TABLE ${table} ALTER COLUMN ${column} TYPE varchar(255) COLLATE ${collation}`);
      await database.run(`ANALYZE ${table}`);
    } else {
      await database.run(
        `ALTER TABLE ${table} CONVERT TO CHARACTER SET ${collation.replace(/_.*/, '')} COLLATE ${collation}`,
      );
    }
  }
}

/** Makes what every map has an answer for, and more beside it. */
export async function fillMapTables(database: InstalledDatabase, schema: SchemaName): Promise<void> {
  const insert = (table: string, columns: string, rows: readonly (readonly string[])[]) => {
    const values = rows.map((row) => `(${row.map((value) => `'${value}'`).join(', ')})`);
    return database.run(`INSERT INTO ${table} (${columns}) VALUES ${values.join(', ')}`);
  };
  const { kind } = database;
  if (kind === 'postgres')
    await database.run(`CREATE COLLATION folding (provider = icu, locale = 'und-u-ks-level1', deterministic = false)`);
  const backend = await openSqlBackend({ url: database.url, schema });
  for (const name of ['example.org', 'twin.example', ...NUMBERS.map((i) => `d${i}.example`)])
    await backend.domains.add(domain(name), { visible: true });
  await backend.close();
  const aliases = [
    ['shop@example.org', 'owner@example.net'],
    ['?@example.org', 'question@example.net'],
    ['expired@example.org', 'owner@example.net'],
    ['later@example.org', 'owner@example.net'],
    ...NUMBERS.map((i) => [`a${i}@example.org`, 'owner@example.net']),
  ];
  const handles = [['everywhere', 'handle@example.net'], ...NUMBERS.map((i) => [`h${i}`, 'owner@example.net'])];
  if (schema === 'haltman') {
    await insert('alias', 'address, goto', aliases);
    await insert('alias_handle', 'handle, address', handles);
  } else {
    const more = [
      ['@example.org', 'all@example.net'],
      ['own@example.org', 'Handle@Example.net'],
      ['other@example.org', 'other@example.net'],
    ];
    await insert(
      'alias',
      'address, goto, domain',
      [...aliases, ...more].map((row) => [...row, 'example.org']),
    );
    await insert('alias_domain', 'alias_domain, target_domain', [
      ['twin.example', 'example.org'],
      ...NUMBERS.map((i) => [`d${i}.example`, 'example.org']),
    ]);
    await insert('mailbox', 'username, password, name, maildir, local_part, domain', [
      ['joe@example.org', 'x', '', 'joe/', 'joe', 'example.org'],
      ...NUMBERS.map((i) => [`m${i}@example.org`, 'x', '', `m${i}/`, `m${i}`, 'example.org']),
    ]);
    await insert('postern_handle', 'handle, owner_email', [
      ...handles,
      ['own', 'handle@example.net'],
      ['other', 'handle@example.net'],
    ]);
  }
  await insert('postern_alias', 'address, owner_email, expires_at', [
    ['expired@example.org', 'owner@example.net', '2020-01-01 00:00:00'],
    ['later@example.org', 'owner@example.net', '2999-01-01 00:00:00'],
    ...NUMBERS.map((i) => [`e${i}@example.org`, 'owner@example.net', '2999-01-01 00:00:00']),
  ]);
  const own = schema === 'haltman' ? [] : ['postern_handle'];
  for (const table of [...Object.keys(FOREIGN_TEXT[schema]), ...own, 'postern_alias'])
    await database.run(kind === 'mariadb' || kind === 'mysql' ? `ANALYZE TABLE ${table}` : `ANALYZE ${table}`);
}

/** What the server would read from one end to the other. */
export async function scans(database: InstalledDatabase, query: string): Promise<readonly string[]> {
  // In so few rows it would do so even if it need not.
  if (database.kind === 'postgres') await database.run('SET enable_seqscan = off');
  const rows = await database.run(`EXPLAIN ${database.kind === 'sqlite' ? 'QUERY PLAN ' : ''}${query}`);
  const isScan = ({ type, detail, 'QUERY PLAN': plan }: Row) =>
    type === 'ALL' || type === 'index' || /^SCAN|Seq Scan/.test(String(detail ?? plan));
  return rows.filter(isScan).map((row) => JSON.stringify(row));
}
