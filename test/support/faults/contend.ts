import type { RawConnection } from '../servers/raw-connection.js';
import type { ServerKind } from '../servers/server-kind.js';
import type { TestDatabase } from '../servers/test-database.js';
import { waitUntil } from '../servers/wait-until.js';

const OTHER_ROWS = 10;

/** Holds the address by a row that may yet be rolled back. */
export async function lockAddress(connection: RawConnection, address: string): Promise<void> {
  await connection.run('BEGIN');
  await connection.run(`INSERT INTO alias (address, goto) VALUES ('${address}', 'other@example.net')`);
}

/**
 * Makes ready that a claim of the address waits for this connection. What is returned then waits for the claim: a circle, which the
 * server breaks by ending the claim, and it resolves when that is done.
 */
export async function prepareDeadlock(
  kind: ServerKind,
  database: TestDatabase,
  connection: RawConnection,
  address: string,
): Promise<() => Promise<void>> {
  if (kind === 'postgres') {
    await database.run(`CREATE FUNCTION wait_for_lock() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$`);
    await database.run(
      `CREATE TRIGGER wait_for_lock AFTER INSERT ON alias FOR EACH ROW EXECUTE FUNCTION wait_for_lock()`,
    );
    await connection.run('BEGIN');
    await connection.run('SELECT pg_advisory_xact_lock(1)');
    return async () => {
      await waitUntil('the claim waits', () => hasRow(database, 'SELECT 1 FROM pg_locks WHERE NOT granted'));
      await connection.run(`INSERT INTO alias (address, goto) VALUES ('${address}', 'other@example.net')`);
    };
  }
  await lockAddress(connection, address);
  // Who has changed more is not the one to be ended.
  for (let i = 0; i < OTHER_ROWS; i++)
    await connection.run(`INSERT INTO alias (address, goto) VALUES ('other${i}@example.org', 'other@example.net')`);
  return async () => {
    // What information_schema.innodb_trx shows is not renewed while it is asked again and again.
    await waitUntil('the claim waits', () =>
      hasRow(database, `SHOW GLOBAL STATUS WHERE variable_name = 'Innodb_row_lock_current_waits' AND value > 0`),
    );
    // Against the gap in which the claim has seen no such handle.
    await connection.run(`INSERT INTO alias_handle (handle) VALUES ('${address.split('@')[0] ?? ''}')`);
  };
}

export type InsertFailure = 'deadlock' | 'serialization' | 'fault';

const CODES = {
  deadlock: { mysql: `'40001' SET MYSQL_ERRNO = 1213`, postgres: '40P01' },
  serialization: { mysql: `'HY000' SET MYSQL_ERRNO = 1020`, postgres: '40001' },
  fault: { mysql: `'45000' SET MYSQL_ERRNO = 1644`, postgres: 'P0001' },
} as const;

/** Lets the first so many INSERTs of aliases fail. What is returned tells how many there were, which no rollback takes back. */
export async function failInserts(
  kind: ServerKind,
  database: TestDatabase,
  failure: InsertFailure,
  times: number,
): Promise<() => Promise<number>> {
  const code = CODES[failure];
  if (kind === 'postgres') {
    await database.run('CREATE SEQUENCE attempts');
    await database.run(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('attempts') <= ${times} THEN RAISE EXCEPTION 'by a trigger' USING ERRCODE = '${code.postgres}'; END IF;
      RETURN NEW; END $$`);
    await database.run('CREATE TRIGGER fail BEFORE INSERT ON alias FOR EACH ROW EXECUTE FUNCTION fail()');
    return () => count(database, 'SELECT last_value AS n FROM attempts');
  }
  await database.run('CREATE TABLE attempts (n INT NOT NULL) ENGINE = MyISAM');
  await database.run('INSERT INTO attempts VALUES (0)');
  await database.run(`CREATE TRIGGER fail BEFORE INSERT ON alias FOR EACH ROW BEGIN
    UPDATE attempts SET n = n + 1;
    IF (SELECT n FROM attempts) <= ${times} THEN
      SIGNAL SQLSTATE ${code.mysql}, MESSAGE_TEXT = 'by a trigger';
    END IF;
    END`);
  return () => count(database, 'SELECT n FROM attempts');
}

async function hasRow(database: TestDatabase, sql: string): Promise<boolean> {
  return (await database.run(sql)).length > 0;
}

async function count(database: TestDatabase, sql: string): Promise<number> {
  return Number((await database.run(sql))[0]?.['n']);
}
