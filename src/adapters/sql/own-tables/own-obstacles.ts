import type { ObstacleTablesOf } from '../alias-store/claims/claim-obstacles.js';
import type { Database } from './kit/own-table.js';
import type { OWN_TABLES } from './own-migrations.js';

/** Owners' mailboxes, and the names that were given out, where our own tables keep them. */
export const OWN_OBSTACLES: ObstacleTablesOf<Database<(typeof OWN_TABLES)[number]>> = {
  mailboxes: [
    { table: 'postern_alias', column: 'owner_email' },
    { table: 'postern_key', column: 'owner_email' },
  ],
  addresses: { table: 'postern_alias', column: 'address', holder: 'owner_email' },
  handles: { table: 'postern_handle', column: 'handle', holder: 'owner_email' },
};
