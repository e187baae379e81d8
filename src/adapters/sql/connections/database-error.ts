/** How much of a statement is worth a line of the log. */
const MAX_STATEMENT_CHARACTERS = 300;

/** What names a table, a column or a constraint in a message of a server's, after all values in it. */
const NAMES_IN_MESSAGE = [
  /for (?:key|column) ['`]?([\w.$`-]+?)['`]?(?: at row \d+)?$/,
  /constraint failed: ([\w.]+(?:, [\w.]+)*)$/,
  /^[Nn]o such (?:table|column): ([\w.]+)$/,
  /^Table '([\w.$-]+)' doesn't exist$/,
  /^Unknown (?:column|table) '([\w.$-]+)'/,
];
/** Fields of PostgreSQL's errors that hold names alone. */
const NAME_FIELDS = ['table', 'column', 'constraint'] as const;

/**
 * An error of a driver package, without what may be a value of a row: a server's own words, its details, and the statement with its
 * values filled in. The error itself is not kept, not even as a cause.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** The server's, or the system's. */
  readonly code?: string;
  /** MariaDB's and MySQL's number. */
  readonly errno?: number;

  constructor(error: unknown, statements: readonly string[] = []) {
    const text = fingerprint(statements);
    super(`${describe(error)}${text === '' ? '' : `: ${text}`}`);
    const { code, errno } = fieldsOf(error);
    if (typeof code === 'string') this.code = code;
    if (typeof errno === 'number') this.errno = errno;
  }
}

function describe(error: unknown): string {
  const fields = fieldsOf(error);
  const message = typeof fields['message'] === 'string' ? fields['message'] : '';
  const codes = ['code', 'errno', 'sqlState']
    .map((name) => fields[name])
    .filter((code) => typeof code === 'string' || typeof code === 'number');
  // A driver's own words (that the connection is closed) hold no values.
  if (!isFromServer(fields)) return [...codes, message].filter((part) => part !== '').join(': ');
  const names = [
    ...NAME_FIELDS.map((name) => fields[name]),
    ...NAMES_IN_MESSAGE.map((pattern) => pattern.exec(message)?.[1]),
  ].filter((name) => typeof name === 'string' && name !== '');
  return `the database refused a statement (${[...codes, ...names].join(', ')})`;
}

function isFromServer(fields: Readonly<Record<string, unknown>>): boolean {
  return 'severity' in fields || 'sqlState' in fields || String(fields['code']).startsWith('SQLITE_');
}

/** Not by `instanceof`: tests may run in another realm than the driver package. */
function fieldsOf(error: unknown): Readonly<Record<string, unknown>> {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  return { ...error, message: 'message' in error ? error.message : '' };
}

/** Their text, without literals, and with long lists of parameters cut short. */
function fingerprint(statements: readonly string[]): string {
  const texts = statements.map((statement) =>
    statement
      .replace(/'(?:[^'\\]|''|\\.)*'/g, '?')
      .replace(/\s+/g, ' ')
      .replace(/\(\?(?:, \?)*\)(?:, \(\?(?:, \?)*\))+/g, '(?, …), …')
      .replace(/\?(?:, \?){3,}/g, '?, …')
      .trim(),
  );
  const text = [...new Set(texts)].join('; ');
  return text.length > MAX_STATEMENT_CHARACTERS ? `${text.slice(0, MAX_STATEMENT_CHARACTERS)}…` : text;
}
