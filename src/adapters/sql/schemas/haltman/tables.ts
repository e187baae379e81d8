import { sql } from 'kysely';
import type { ObstacleTables } from '../../alias-store/claim-obstacles.js';

export type { HaltmanTables } from './own-tables.js';

/** Owners' addresses are in both of the first; `alias_handle.address` has no index, and who took a handle had a key. */
export const HALTMAN_OBSTACLES: ObstacleTables = {
  mailboxes: [
    { table: 'alias', column: 'goto' },
    { table: 'api_tokens', column: 'owner_email' },
  ],
  addresses: { table: 'alias', column: 'address', holder: 'goto' },
  handles: { table: 'alias_handle', column: 'handle', holder: "COALESCE(address, '')" },
};

/** What quotas count. */
export const HALTMAN_ACTIVE = {
  aliases: (owner: string) => sql`SELECT 1 AS one FROM alias WHERE goto = ${owner} AND active = 1`,
  handles: (owner: string) => sql`SELECT 1 AS one FROM alias_handle WHERE address = ${owner} AND active = 1`,
};
