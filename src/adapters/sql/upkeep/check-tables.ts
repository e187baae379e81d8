import { type RawBuilder, sql } from 'kysely';
import { AddressRules } from '../../../domain/addresses/address-rules.js';
import { checkSystemNames } from './check-system-names.js';
import type { SqlDialect } from '../connections/dialect.js';
import { Contended } from '../connections/failures.js';
import type { Finding } from './finding.js';
import { findForwardingLoops } from './find-forwarding-loops.js';
import { checkSequences } from './number-rows.js';
import { runOrRollBack } from '../transactions/run-or-roll-back.js';
import type { Columns, MailSchema, TableUse } from '../schemas/mail-schema.js';
import { MIGRATION_TABLE } from './read-present.js';
import { describeState, readTables } from './table-state.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';

/** Everything that the service will rely on: the server, the tables, the rights to use them. Changes nothing. */
export async function checkTables(
  db: UntypedDatabase,
  schema: MailSchema,
  dialect: SqlDialect,
  rules = AddressRules.DEFAULT,
): Promise<Finding[]> {
  const { state, columns } = await readTables(db, schema, dialect);
  const present = Object.entries(schema.tables)
    .filter(([table]) => columns.has(table))
    .map(([table, { key, repeats = false, keyLength, soughtBy }]) => ({ table, key, repeats, keyLength, soughtBy }));
  const good =
    state.kind === 'current' || (dialect.migratesItself && (state.kind === 'empty' || state.kind === 'incomplete'));
  const server = await dialect.inspect(db, present);
  // On one that takes no writes, an attempt to write says nothing of rights.
  const isUnfit = server.some(({ level, topic }) => level === 'error' && topic === 'server');
  const isMissing = state.kind === 'empty' || state.kind === 'incomplete';
  const findings: Finding[] = [
    ...server,
    { level: good ? 'ok' : 'error', topic: 'tables', message: describeState(state, schema.title) },
    ...(isMissing ? await checkCreation(db, dialect) : []),
    ...(state.kind === 'foreign' || isUnfit ? [] : await checkRights(db, schema, dialect, columns)),
    ...(state.kind === 'current' ? await checkForwards(db, schema, dialect) : []),
  ];
  const isReadable = state.kind === 'current' && !findings.some(({ level }) => level === 'error');
  return isReadable ? [...findings, ...(await checkSystemNames(db, schema, dialect, rules))] : findings;
}

/** If the tables may not be read, the findings on rights say so. */
async function checkForwards(db: UntypedDatabase, schema: MailSchema, dialect: SqlDialect): Promise<Finding[]> {
  try {
    return await findForwardingLoops(db, schema.innerForwards(dialect));
  } catch (error) {
    if (dialect.isDenied(error)) return [];
    throw error;
  }
}

async function checkCreation(db: UntypedDatabase, dialect: SqlDialect): Promise<Finding[]> {
  const grant = await lackingToCreate(db, dialect);
  if (grant === undefined) return [];
  return [
    {
      level: 'error',
      topic: 'rights',
      message: `the database's user may not make tables: ${grant}, or run "postern migrate" as a user who may`,
    },
  ];
}

/** The GRANT that is missing to make tables. */
export async function lackingToCreate(db: UntypedDatabase, dialect: SqlDialect): Promise<string | undefined> {
  const { grantToCreate } = dialect;
  if (!grantToCreate) return undefined;
  const { rows } = await sql<{ lacking: string | null }>`SELECT ${grantToCreate} AS lacking`.execute(db);
  return rows[0]?.lacking ?? undefined;
}

/** Ours on every schema, where migrations made something. */
const LEDGER: Readonly<Record<string, TableUse>> = { [MIGRATION_TABLE]: { madeBy: 'postern', select: ['name'] } };

/** Each right is tried on no row at all: only the server knows what grants, roles and views come to. */
async function checkRights(
  db: UntypedDatabase,
  schema: MailSchema,
  dialect: SqlDialect,
  columns: Columns,
): Promise<Finding[]> {
  const account = (await sql<{ name: string }>`SELECT ${dialect.account} AS name`.execute(db)).rows[0]?.name ?? '';
  const denied = new Map<string, Finding['level']>();
  for (const [table, use] of Object.entries({ ...schema.tables, ...LEDGER })) {
    const present = columns.get(table);
    if (!present) continue;
    for (const [right, attempt] of attempts(table, use, present, dialect)) {
      if (!(await isDenied(db, dialect, attempt))) continue;
      // Without it the service serves all the same, and old rows stay.
      const level = right === 'DELETE' && use.pruned ? 'warning' : 'error';
      denied.set(`the database's user lacks a right: GRANT ${right} ON ${table} TO ${account}`, level);
    }
  }
  const sequences = await checkSequences(db, schema, dialect, columns, account);
  const findings = [...denied].map(([message, level]) => ({ level, topic: 'rights', message }));
  if (findings.length > 0 || sequences.length > 0) return [...findings, ...sequences];
  return [{ level: 'ok', topic: 'rights', message: 'the rights suffice' }];
}

/** In a transaction that is rolled back: a lock is let go of at once. One that is held now was not denied. */
async function isDenied(db: UntypedDatabase, dialect: SqlDialect, attempt: RawBuilder<unknown>): Promise<boolean> {
  try {
    await runOrRollBack(
      db,
      (trx) => attempt.execute(trx),
      () => false,
    );
    return false;
  } catch (error) {
    if (error instanceof Contended) return false;
    if (dialect.isDenied(error)) return true;
    throw error;
  }
}

/** Each right that a table's use takes, and a statement that needs it and does nothing. */
function attempts(
  table: string,
  use: TableUse,
  present: ReadonlySet<string>,
  dialect: SqlDialect,
): (readonly [right: string, attempt: RawBuilder<unknown>])[] {
  const { claimUpdatesKey, lockToWrite, lockAgainstClaims } = dialect;
  const name = sql.table(table);
  const names = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
  const same = (columns: readonly string[]) =>
    sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(column)}`));
  // Columns that a migration is still to add have the rights of their table.
  const there = (columns: readonly string[] = []) => columns.filter((column) => present.has(column));
  const { key } = use;
  const select = there(use.select);
  const claimed = use.claims && claimUpdatesKey && key !== undefined ? [key] : [];
  const update = there([...(use.update ?? []), ...claimed]);
  // With what has no default: a strict server looks for that before it looks for rows.
  const insert = there([...(use.insert ?? []), ...(use.insertWherePresent ?? [])]);
  const all: (readonly [string, boolean, RawBuilder<unknown>])[] = [
    ['SELECT', true, sql`SELECT ${names(select)} FROM ${name} WHERE 1 = 0`],
    [
      'INSERT',
      insert.length > 0,
      sql`INSERT INTO ${name} (${names(insert)}) SELECT ${names(insert)} FROM ${name} WHERE 1 = 0`,
    ],
    ['UPDATE', update.length > 0, sql`UPDATE ${name} SET ${same(update)} WHERE 1 = 0`],
    ['UPDATE', update.length > 0, sql`SELECT ${names(select)} FROM ${name} WHERE 1 = 0 ${lockToWrite}`],
    ['UPDATE', use.locks === true && lockAgainstClaims !== undefined, sql`${lockAgainstClaims?.(table)} NOWAIT`],
    ['DELETE', use.delete === true, sql`DELETE FROM ${name} WHERE 1 = 0`],
  ];
  return all.flatMap(([right, needed, attempt]) => (needed ? [[right, attempt] as const] : []));
}
