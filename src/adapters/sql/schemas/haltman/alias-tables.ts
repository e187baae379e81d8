import { sql } from 'kysely';
import type { AliasRecordsOf } from '../../alias-store/alias-records.js';
import type { AliasTables } from '../../alias-store/alias-tables.js';
import type { ObstacleTablesOf } from '../../alias-store/claims/claim-obstacles.js';
import type { Claim } from '../../batching/claim.js';
import type { SqlDialect } from '../../connections/dialect.js';
import type { UntypedDatabase } from '../../connections/untyped-database.js';
import { number, statementsOf, text } from '../../statements/table-statements.js';
import type { HaltmanTables } from './own-tables.js';

/** Owners' addresses are in both of the first; `alias_handle.address` has no index, and whoever took a handle had a key. */
const OBSTACLES: ObstacleTablesOf<HaltmanTables> = {
  mailboxes: [
    { table: 'alias', column: 'goto' },
    { table: 'api_tokens', column: 'owner_email' },
  ],
  addresses: { table: 'alias', column: 'address', holder: 'goto' },
  handles: { table: 'alias_handle', column: 'handle', holder: "COALESCE(address, '')" },
};

const RECORDS: AliasRecordsOf<HaltmanTables['alias']> = {
  numbered: { table: 'alias', owner: 'goto' },
  columns: {
    id: 'p.id',
    address: 'p.address',
    goto: 'p.goto',
    active: 'p.active',
    created: 'p.created',
    modified: 'p.modified',
  },
  writeFlag: Number,
};

/** @param hasUnsubscribedAt - whether a column says when a handle was given up; older tables lack it. */
export function haltmanAliases(untyped: UntypedDatabase, dialect: SqlDialect, hasUnsubscribedAt: boolean): AliasTables {
  const db = untyped.$extendTables<HaltmanTables>();
  const table = statementsOf<HaltmanTables>(dialect);
  const insertHandles = table('alias_handle').insert(
    {
      handle: text(({ handle }: Taken) => handle),
      address: text(({ owner }: Taken) => owner),
      active: number(() => 1 as const),
    },
    { key: 'handle' },
  );
  return {
    table: 'alias',
    aliases: table('alias').lookUp('address', { id: 'id', goto: 'goto', active: 'active' }),
    handles: table('alias_handle').lookUp('handle', { id: 'id', owner: 'address', active: 'active' }),
    obstacles: OBSTACLES,
    records: RECORDS,
    activeAliases: (owner) => sql`SELECT 1 AS one FROM alias WHERE goto = ${owner} AND active = 1`,
    activeHandles: (owner) => sql`SELECT 1 AS one FROM alias_handle WHERE address = ${owner} AND active = 1`,
    insertAliases: table('alias').insert(
      {
        address: text(({ alias }: Claim) => alias.address.value),
        goto: text(({ alias }: Claim) => alias.goto.value),
        active: number(({ alias }: Claim) => (alias.active ? 1 : 0)),
      },
      { key: 'address' },
    ),
    switchAlias: ({ id = 0 }, active) => [
      db
        .updateTable('alias')
        .set({ active: active ? 1 : 0, modified: dialect.now })
        .where('id', '=', id)
        .compile(),
    ],
    insertHandle: (handle, owner) => insertHandles([{ handle, owner }]),
    releaseHandle: (id) => [
      db
        .updateTable('alias_handle')
        .set({ active: 0, ...(hasUnsubscribedAt ? { unsubscribed_at: dialect.now } : {}) })
        .where('id', '=', id)
        .compile(),
    ],
    domainNames: () => db.selectFrom('domain').select('name').compile(),
  };
}

interface Taken {
  readonly handle: string;
  readonly owner: string;
}
