import { type ColumnType, type Generated, sql } from 'kysely';
import type { ObstacleTables } from '../../alias-store/claim-obstacles.js';
import type { Flag, GeneratedTimeColumn } from '../../own-tables/keys-table.js';

/** The tables of the haltman mail-forwarding core and of its API, as far as we read and write them. */
export type HaltmanTables = {
  alias: {
    id: Generated<number>;
    address: string;
    /** The owner's address, for there is no owner column. */
    goto: string;
    /** May be NULL in a row that somebody wrote by hand. */
    active: Generated<Flag | null>;
    created: GeneratedTimeColumn;
    modified: GeneratedTimeColumn;
  };
  /** A handle taken on every domain, also while inactive. */
  alias_handle: {
    id: Generated<number>;
    handle: string;
    /** The owner's address. The haltman API clears it where a handle is given up. */
    address: string | null;
    active: Generated<Flag | null>;
    /** Older installations lack it. */
    unsubscribed_at: ColumnType<unknown, string | null | undefined, string>;
  };
  /** Requests that changed something. */
  api_logs: {
    id: Generated<number>;
    api_token_id: number | null;
    api_token_owner_email: string | null;
    created_at: GeneratedTimeColumn;
    route: string;
    body: string | null;
    request_ip: Uint8Array | null;
    user_agent: string | null;
  };
  domain: {
    id: Generated<number>;
    name: string;
    active: Generated<Flag | null>;
    /** Older installations lack these. */
    active_mx: Generated<Flag | null>;
    active_ui: Generated<Flag | null>;
    visible: Generated<Flag | null>;
  };
};

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
