import type { QueryExecutorProvider } from 'kysely';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import type { Handle } from '../../../domain/addresses/handle.js';
import type { ObstacleTables } from './claim-obstacles.js';
import { beginningsUnder } from '../connections/beginnings.js';
import type { SqlDialect } from '../connections/dialect.js';
import { executeByName } from '../connections/execute-together.js';
import { canonicalText } from '../statements/letter-case.js';
import { selectRows } from '../statements/many-rows.js';
import type { RecipientDelimiter } from '../../../domain/addresses/recipient-delimiter.js';

export interface WantedHandle {
  readonly handle: Handle;
  readonly owner: EmailAddress;
  /** All that the tables have. */
  readonly domains: readonly string[];
  readonly delimiter: RecipientDelimiter;
  readonly tables: ObstacleTables;
}

/**
 * Whether another owner has, on any domain, an alias or a mailbox of this local part or of its base, or a handle or an alias that
 * extends it; or the owner has not the handle that it extends. Only so, a claim need not look for handles that extend its own: they are
 * of the same owner as the handle itself. The rows that this depends on are locked where the server has no lock of whole tables.
 */
export async function isHandleOthers(
  db: QueryExecutorProvider,
  dialect: SqlDialect,
  { handle, owner, domains, delimiter, tables }: WantedHandle,
): Promise<boolean> {
  const end = dialect.lockToRead.compile(db).sql;
  const base = delimiter.baseOf(handle)?.value;
  const names = [handle.value, ...(base === undefined ? [] : [base])];
  const under = beginningsUnder(delimiter, handle, '', owner);
  const mailboxes = domains.flatMap((domain) => names.map((name) => `${name}@${canonicalText(domain)}`));
  const found = await executeByName(db, {
    bases: selectRows(
      dialect,
      { table: tables.handles.table, by: tables.handles.column, columns: [`${tables.handles.holder} AS holder`], end },
      base === undefined ? [] : [base],
    ),
    aliases: dialect.findBeginnings({ ...tables.addresses, end }, [
      ...names.map((name) => ({ prefix: `${name}@`, suffix: '', holder: owner.value })),
      ...under,
    ]),
    handles: dialect.findBeginnings({ ...tables.handles, end }, under),
    mailboxes: tables.mailboxes.flatMap((search) =>
      dialect.findValues(
        search,
        mailboxes.filter((mailbox) => mailbox !== owner.value),
      ),
    ),
  });
  const [holding] = found('bases').rows;
  return (
    (base !== undefined && canonicalText(holding?.['holder']) !== owner.value) ||
    (['aliases', 'handles', 'mailboxes'] as const).some((name) => found(name).rows.length > 0)
  );
}
