import type { ColumnType } from 'kysely';
import type { DialectName } from '../connections/dialect.js';
import type { Migrations, TableUse } from '../schemas/mail-schema.js';

type Quota = ColumnType<number | null, number | null | undefined, number | null>;

/** Ours beside every mail server's: what is set for single owners. A claim that a quota bounds also locks its owner's row. */
export type OwnerTables = {
  postern_owner: {
    owner_email: string;
    max_aliases: Quota;
    max_handles: Quota;
    max_keys: Quota;
  };
};

export const OWNER_TABLE_USES = {
  postern_owner: {
    madeBy: 'postern',
    optional: 'quotas',
    key: 'owner_email',
    select: ['owner_email', 'max_aliases', 'max_handles', 'max_keys'],
    insert: ['owner_email', 'max_aliases', 'max_handles', 'max_keys'],
    claims: true,
    update: ['max_aliases', 'max_handles', 'max_keys'],
  },
} as const satisfies Record<keyof OwnerTables, TableUse>;

const SPELLING = {
  sqlite: { address: 'TEXT COLLATE BINARY', end: '' },
  mysql: {
    address: 'VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin',
    end: ' ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4',
  },
  postgres: { address: 'TEXT COLLATE "C"', end: '' },
} as const satisfies Record<DialectName, unknown>;

export function ownerMigrations(dialect: DialectName): Migrations {
  const { address, end } = SPELLING[dialect];
  return {
    '2026-11-25-owner-table': [
      {
        table: 'postern_owner',
        statements: [
          `CREATE TABLE postern_owner (owner_email ${address} NOT NULL PRIMARY KEY, max_aliases INT NULL, max_handles INT NULL, max_keys INT NULL)${end}`,
        ],
      },
    ],
  };
}
