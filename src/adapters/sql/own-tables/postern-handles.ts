import { sql } from 'kysely';
import type { AliasTables } from '../alias-store/alias-tables.js';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { statementsOf, text } from '../statements/table-statements.js';
import type { Database } from './kit/own-table.js';
import type { HANDLE_TABLE } from './tables/handle-table.js';

type HandleTables = Database<typeof HANDLE_TABLE>;

interface Taken {
  readonly handle: string;
  readonly owner: string;
}

/** Handles in our own table. */
export function posternHandles(
  untyped: UntypedDatabase,
  dialect: SqlDialect,
): Pick<AliasTables, 'handles' | 'activeHandles' | 'insertHandle' | 'releaseHandle'> {
  const db = untyped.$extendTables<HandleTables>();
  const table = statementsOf<HandleTables>(dialect)('postern_handle');
  const insert = table.insert(
    { handle: text(({ handle }: Taken) => handle), owner_email: text(({ owner }: Taken) => owner) },
    { key: 'handle' },
  );
  return {
    handles: table.lookUp('handle', { id: 'id', owner: 'owner_email', active: 'active' }),
    activeHandles: (owner) => sql`SELECT 1 AS one FROM postern_handle WHERE owner_email = ${owner} AND active = 1`,
    insertHandle: (handle, owner) => insert([{ handle, owner }]),
    releaseHandle: (id) => [db.updateTable('postern_handle').set({ active: 0 }).where('id', '=', id).compile()],
  };
}
