import type { CompiledQuery, QueryExecutorProvider } from 'kysely';
import type { SqlDialect } from '../connections/dialect.js';
import { insertRows, selectRows } from '../statements/many-rows.js';

/**
 * Statements that keep all other claims of these owners waiting until the transaction ends, so that what they count behind it stays
 * true. First in a transaction, for under REPEATABLE READ the first read fixes what it sees.
 */
export function lockOwners(db: QueryExecutorProvider, dialect: SqlDialect, owners: readonly string[]): CompiledQuery[] {
  const sorted = [...new Set(owners)].sort();
  if (sorted.length === 0) return [];
  const table = 'postern_owner';
  const by = 'owner_email';
  return [
    ...insertRows(
      dialect,
      { table, columns: { [by]: 'text' }, key: by },
      sorted.map((owner) => [owner]),
    ),
    ...selectRows(dialect, { table, columns: [by], by, end: dialect.lockToWrite.compile(db).sql }, sorted),
  ];
}
