import type { DialectName } from '../connections/dialect.js';

/**
 * How the query of a Postfix map spells the key that Postfix asks about, and compares with it, as SQL text.
 *
 * A stranger chooses the key: any bytes but NUL, of any length, for Postfix passes on what it was sent, also with smtputf8_enable off.
 * A query that fails costs everybody else their answer: Postfix leaves a database that failed alone for a minute. So no key may make
 * one of these fail, no two keys may become one, and an index on the column still serves.
 */
export interface PostfixKeys {
  /**
   * %s: all of the key, in place of a literal. One that is not of visible ASCII alone is no address of ours, and may be NULL, which
   * is equal to nothing: collations pass over blanks at an end, control characters, accents, and more.
   */
  readonly whole: string;
  /** %u: its local part. Postfix does not ask if there is none. */
  readonly localPart: string;
  /** %d: its domain. Postfix does not ask if there is none. */
  readonly domain: string;
  /** An address made of keys, literals and columns, to compare with a column of another collation than theirs. */
  readonly concat: (...parts: readonly string[]) => string;
  /** Whether two columns of ASCII text differ, in any two collations, by more than the case of letters. */
  readonly differ: (column: string, other: string) => string;
  /** A column's text as a result, which Postfix's connection may have no character for: then NULL, for Postfix no result. */
  readonly returned: (column: string) => string;
  /** Whether an alias of this address has no expiry that is past, by the database's clock. One that was seen to is for its `active`. */
  readonly unexpired: (address: string) => string;
}

export function postfixKeys(dialect: DialectName): PostfixKeys {
  const { key, now, ...comparisons } = SPELLINGS[dialect];
  const unexpired = (address: string) =>
    `NOT EXISTS (SELECT 1 FROM postern_alias e WHERE e.address=${address} ` +
    `AND e.deactivated_at IS NULL AND e.expires_at<=${now})`;
  return { whole: key('%s'), localPart: key('%u'), domain: key('%d'), unexpired, ...comparisons };
}

type Spelling = Omit<PostfixKeys, 'whole' | 'localPart' | 'domain' | 'unexpired'> & {
  readonly key: (part: string) => string;
  /** The time, as `postern_alias` keeps times. */
  readonly now: string;
};

/**
 * A plain literal fails here: its character set is the connection's, and bytes outside the column's have no collation in common with
 * it (error 1267). latin1 gives each byte a character, so as latin1 any key is well formed. One of visible ASCII alone becomes ascii,
 * which compares with a column of any character set, in the column's own collation.
 *
 * Not from _binary: MySQL 8 may refuse to convert what is not well formed in the other character set, in place of replacing it.
 */
const mysql: Spelling = {
  key: (part) => `IF(_latin1'${part}' REGEXP _latin1'[^!-~]', NULL, CONVERT(_latin1'${part}' USING ascii))`,
  concat: (...parts) => `CONVERT(CONCAT(${parts.join(', ')}) USING ascii)`,
  differ: (column, other) =>
    `LOWER(CONVERT(${column} USING utf8mb4)) COLLATE utf8mb4_bin <> ` +
    `LOWER(CONVERT(${other} USING utf8mb4)) COLLATE utf8mb4_bin`,
  returned: (column) => column,
  now: 'UTC_TIMESTAMP(6)',
};

/**
 * Text that no column is part of has the default collation, and takes the column's. PostgreSQL converts the query's text before it reads it, which no
 * query can prevent: see `encoding` in the map file. A result without an equivalent in that encoding would fail the query as well.
 *
 * By way of cstring, a type without collation, an address loses those of its parts and takes that of the column it is compared with.
 */
const postgres: Spelling = {
  key: (part) => `substring('${part}' from '^[!-~]+$')`,
  concat: (...parts) => `textin(textout(${parts.join(' || ')}))`,
  differ: (column, other) => `lower(${column} COLLATE "C") <> lower(${other} COLLATE "C")`,
  returned: (column) => `substring(${column} COLLATE "C" from '^[ -~]*$')`,
  now: 'CURRENT_TIMESTAMP',
};

/** SQLite compares bytes, well formed or not. */
const sqlite: Spelling = {
  key: (part) => `'${part}'`,
  concat: (...parts) => parts.join(' || '),
  differ: (column, other) => `lower(${column}) <> lower(${other})`,
  returned: (column) => column,
  // Postfix takes %% for a percent sign.
  now: `strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ','now')`,
};

const SPELLINGS = { mysql, postgres, sqlite } as const satisfies Record<DialectName, Spelling>;
