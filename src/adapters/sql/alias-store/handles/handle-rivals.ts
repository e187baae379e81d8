import type { QueryExecutorProvider } from 'kysely';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import type { Handle } from '../../../../domain/addresses/handle.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { beginningsUnder } from '../../connections/beginnings.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { pipeline } from '../../connections/pipeline.js';
import { canonicalText, isSpellingOf } from '../../statements/letter-case.js';
import type { AliasTables } from '../alias-tables.js';

export interface WantedHandle {
  readonly handle: Handle;
  readonly owner: EmailAddress;
  /** All that the tables have. */
  readonly domains: readonly string[];
}

/**
 * Whether another owner has, on any domain, an alias or a mailbox of this local part or of its base, or
 * a handle or an alias that extends it; or the owner has not the handle that it extends. Only so, a
 * claim need not look for handles that extend its own: they are of the same owner as the handle
 * itself. The rows that this depends on are locked where the server has no lock of whole tables.
 */
export class HandleRivals {
  constructor(
    private readonly dialect: SqlDialect,
    private readonly tables: AliasTables,
    private readonly delimiter: RecipientDelimiter,
  ) {}

  async areThere(trx: QueryExecutorProvider, { handle, owner, domains }: WantedHandle): Promise<boolean> {
    const { dialect, delimiter, tables } = this;
    const { obstacles } = tables;
    const end = dialect.lockToRead.compile(trx).sql;
    const base = delimiter.baseOf(handle)?.value;
    const names = base === undefined ? [handle.value] : [handle.value, base];
    const under = beginningsUnder(delimiter, handle, '', owner);
    const addresses = domains.flatMap((domain) => names.map((name) => `${name}@${canonicalText(domain)}`));
    const others = addresses.filter((address) => address !== owner.value);
    // Rows that nobody was given by us stand in another table.
    const foreign = tables.owners ? addresses : [];
    const found = await pipeline(trx, {
      bases: tables.handles.find(base === undefined ? [] : [base], end),
      names: dialect.findBeginnings({ ...obstacles.addresses, end }, [
        ...names.map((name) => ({ prefix: `${name}@`, suffix: '', holder: owner.value })),
        ...under,
      ]),
      handles: dialect.findBeginnings({ ...obstacles.handles, end }, under),
      owners: obstacles.mailboxes.flatMap((search) => dialect.findValues(search, others)),
      aliases: tables.aliases.find(foreign),
      mailboxes: tables.mailboxes?.find(others) ?? [],
    });
    return (
      (base !== undefined && canonicalText(found.bases.rows[0]?.owner) !== owner.value) ||
      found.names.rows.length > 0 ||
      found.handles.rows.length > 0 ||
      found.owners.rows.length > 0 ||
      found.mailboxes.rows.length > 0 ||
      found.aliases.rows.some(({ goto }) => !isSpellingOf(goto, owner.value))
    );
  }
}
