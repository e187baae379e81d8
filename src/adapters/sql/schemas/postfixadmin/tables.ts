import type { ColumnType } from 'kysely';
import type { TimeColumn } from '../../own-tables/kit/columns.js';
import type { Database } from '../../own-tables/kit/own-table.js';
import type { ALIAS_TABLE } from '../../own-tables/tables/alias-table.js';
import type { DOMAIN_TABLE } from '../../own-tables/tables/domain-table.js';
import type { HANDLE_TABLE } from '../../own-tables/tables/handle-table.js';
import type { KEY_TABLE } from '../../own-tables/tables/key-table.js';

/** BOOLEAN or a small number, as the database has it: read it by `isOn`, write it by the dialect's `writeFlag`. */
type FlagColumn = ColumnType<unknown, boolean | number, boolean | number>;

/** PostfixAdmin's tables as far as we read and write them, and ours beside them. */
export type PostfixadminTables = {
  alias: {
    address: string;
    /** One destination, or several between commas. */
    goto: string;
    domain: string;
    created: TimeColumn;
    modified: TimeColumn;
    active: FlagColumn;
  };
  /** Mail to the first is mail to the same local part at the second. */
  alias_domain: { alias_domain: string; target_domain: string; active: FlagColumn };
  domain: {
    domain: string;
    description: string;
    /** How many aliases it may have: 0 is no limit, below it none at all. */
    aliases: number;
    mailboxes: number;
    maxquota: number;
    quota: number;
    transport: string;
    /** Whether its mail is only passed on to another server. */
    backupmx: FlagColumn;
    created: TimeColumn;
    modified: TimeColumn;
    active: FlagColumn;
  };
  mailbox: { username: string };
} & Database<typeof ALIAS_TABLE | typeof HANDLE_TABLE | typeof DOMAIN_TABLE | typeof KEY_TABLE>;
