import type { ColumnType, Generated } from 'kysely';

/** A time as the dialect keeps it; read it by `readTime`. */
export type TimeColumn = ColumnType<unknown, string, string>;
export type GeneratedTimeColumn = ColumnType<unknown, string | undefined, string>;

export type Flag = 0 | 1;

/** Keys, in the form that the haltman API gave them; in the tables of another mail server they are ours, under a name of ours. */
export interface KeysTable {
  id: Generated<number>;
  owner_email: string;
  token_hash: Uint8Array;
  status: Generated<'active' | 'revoked' | 'expired'>;
  created_at: GeneratedTimeColumn;
  expires_at: TimeColumn;
  revoked_at: ColumnType<unknown, string | null | undefined, string>;
  last_used_at: ColumnType<unknown, string | null | undefined, string>;
}

export type KeysTableName = 'api_tokens' | 'postern_key';
export type KeysDatabase = Readonly<Record<KeysTableName, KeysTable>>;
