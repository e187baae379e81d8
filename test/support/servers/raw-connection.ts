import mysql from 'mysql2/promise';
import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;

/** A session of its own on a server, past everything of Postern's. */
export interface RawConnection extends AsyncDisposable {
  /**
   * The rows, or none where the statement gives none; of several statements, separated by semicolons, the last one's.
   * Parameters are `?` for MariaDB and MySQL, `$1` for PostgreSQL, and go with one statement alone.
   */
  run(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;

export function connect(url: string, timeoutMs = CONNECT_TIMEOUT_MS): Promise<RawConnection> {
  return /^postgres/.test(url) ? connectPostgres(url, timeoutMs) : connectMysql(new URL(url), timeoutMs);
}

/** Whether a server there lets us in and answers, at this moment. */
export async function answers(url: string): Promise<boolean> {
  try {
    await using connection = await connect(url);
    await connection.run('SELECT 1');
    return true;
  } catch {
    return false;
  }
}

async function connectMysql(url: URL, timeoutMs: number): Promise<RawConnection> {
  const connection = await mysql.createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ...(url.pathname.length > 1 && { database: decodeURIComponent(url.pathname.slice(1)) }),
    connectTimeout: timeoutMs,
    multipleStatements: true,
  });
  // A connection that is cut off while idle says so here; who uses it next is told by its own query.
  connection.on('error', () => undefined);
  const close = () => connection.end();
  return {
    run: async (sql, params = []) => {
      const [result] = await connection.query(sql, [...params]);
      const results: unknown[] = Array.isArray(result) && result.every(isWholeResult) ? result : [result];
      const last = results.at(-1);
      return Array.isArray(last) ? (last as Row[]) : [];
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Several statements give a list of these; one SELECT gives a list of rows. An empty list is either, and has no row. */
function isWholeResult(item: object): boolean {
  return Array.isArray(item) || item.constructor.name === 'ResultSetHeader';
}

async function connectPostgres(url: string, timeoutMs: number): Promise<RawConnection> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: timeoutMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    // One that timed out would hold its socket open.
    void client.end().catch(() => undefined);
    throw error;
  }
  const close = () => client.end();
  return {
    run: async (sql, params) => {
      // A list of results where there were several statements, which the types leave out.
      const result: unknown = await client.query(sql, params && [...params]);
      const results = (Array.isArray(result) ? result : [result]) as pg.QueryResult<Row>[];
      return results.at(-1)?.rows ?? [];
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
