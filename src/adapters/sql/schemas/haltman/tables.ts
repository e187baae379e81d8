import type { Generated } from 'kysely';

type Flag = 0 | 1;

/** The tables of the haltman mail-forwarding core, as far as we read and write them. */
export type HaltmanTables = {
  alias: {
    id: Generated<number>;
    address: string;
    /** The owner's address, for there is no owner column. */
    goto: string;
    active: Generated<Flag>;
    created: Generated<string>;
    modified: Generated<string>;
  };
  /** A handle taken on every domain, also while inactive. */
  alias_handle: { id: Generated<number>; handle: string; address: string | null; active: Generated<Flag> };
  domain: {
    id: Generated<number>;
    name: string;
    active: Generated<Flag>;
    active_mx: Generated<Flag>;
    active_ui: Generated<Flag>;
    visible: Generated<Flag>;
  };
  api_tokens: {
    id: Generated<number>;
    owner_email: string;
    token_hash: Uint8Array;
    status: Generated<'active' | 'revoked' | 'expired'>;
    created_at: Generated<string>;
    expires_at: string;
    revoked_at: string | null;
    last_used_at: string | null;
  };
};
