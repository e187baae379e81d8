const NOW = `(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`;
/**
 * The core's own tables as SQLite has them: names and addresses are compared byte by byte (BINARY), flags are 0 or 1, times are
 * ISO 8601 text in UTC. No STRICT tables: the SQLite that Postfix was built with may be older than they are.
 */
export const sqliteMigrations = {
    '2026-11-23-haltman-tables': [
        {
            table: 'domain',
            statements: [
                `CREATE TABLE domain (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          name TEXT NOT NULL COLLATE BINARY UNIQUE,
          active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
          active_mx INTEGER NOT NULL DEFAULT 1 CHECK (active_mx IN (0, 1)),
          active_ui INTEGER NOT NULL DEFAULT 1 CHECK (active_ui IN (0, 1)),
          visible INTEGER NOT NULL DEFAULT 1 CHECK (visible IN (0, 1))
        )`,
            ],
        },
        {
            table: 'alias',
            statements: [
                `CREATE TABLE alias (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          address TEXT NOT NULL COLLATE BINARY UNIQUE,
          goto TEXT NOT NULL,
          active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
          created TEXT NOT NULL DEFAULT ${NOW},
          modified TEXT NOT NULL DEFAULT ${NOW}
        )`,
                `CREATE INDEX alias_goto_id ON alias (goto, id)`,
            ],
        },
        {
            table: 'alias_handle',
            statements: [
                `CREATE TABLE alias_handle (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          handle TEXT NOT NULL COLLATE BINARY UNIQUE,
          address TEXT,
          active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
          unsubscribed_at TEXT
        )`,
            ],
        },
        {
            table: 'api_tokens',
            statements: [
                `CREATE TABLE api_tokens (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          owner_email TEXT NOT NULL,
          token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
          status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'revoked', 'expired')),
          created_at TEXT NOT NULL DEFAULT ${NOW},
          expires_at TEXT NOT NULL,
          revoked_at TEXT,
          last_used_at TEXT
        )`,
                `CREATE INDEX api_tokens_owner_email ON api_tokens (owner_email, id)`,
            ],
        },
        {
            table: 'api_bans',
            statements: [
                `CREATE TABLE api_bans (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          ban_type TEXT NOT NULL CHECK (ban_type IN ('email', 'domain', 'ip', 'name')),
          ban_value TEXT NOT NULL,
          reason TEXT NOT NULL,
          created_at TEXT NOT NULL DEFAULT ${NOW},
          expires_at TEXT,
          revoked_at TEXT
        )`,
                `CREATE INDEX api_bans_lookup ON api_bans (ban_type, ban_value)`,
            ],
        },
        {
            table: 'api_logs',
            statements: [
                `CREATE TABLE api_logs (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          api_token_id INTEGER REFERENCES api_tokens (id),
          api_token_owner_email TEXT,
          created_at TEXT NOT NULL DEFAULT ${NOW},
          route TEXT NOT NULL,
          body TEXT,
          request_ip BLOB,
          user_agent TEXT
        )`,
                `CREATE INDEX api_logs_owner_email ON api_logs (api_token_owner_email, id)`,
            ],
        },
    ],
};
