import { EmailAddress } from '../../../../domain/addresses/email-address.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { Alias } from '../../../../domain/alias.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import { isOn } from '../../connections/dialect.js';
import type { RowsByValue } from '../../statements/find-by-value.js';
import { canonicalText, isSpellingOf } from '../../statements/letter-case.js';
import type { Found } from '../../statements/table-statements.js';
import type { AliasRow, HandleRow, OwnerRow } from '../alias-tables.js';

/** What the tables hold at names. */
export interface HeldNames {
  readonly handles: RowsByValue<HandleRow>;
  readonly aliases: RowsByValue<AliasRow>;
  /** Absent if the owner of a row is its `goto`. */
  readonly owners?: RowsByValue<OwnerRow> | undefined;
  readonly mailboxes?: RowsByValue<object> | undefined;
}

/** Whether anything but a handle holds the address. */
export function isAddressHeld(address: string, { aliases, owners, mailboxes }: HeldNames): boolean {
  return aliases.has(address) || owners?.has(address) === true || mailboxes?.has(address) === true;
}

/** Whether another owner has the handle that this alias extends, or the address there or at a twin. */
export function isBaseHeld(
  { address, goto }: Alias,
  held: HeldNames,
  delimiter: RecipientDelimiter,
  twinsOf: (address: EmailAddress) => readonly string[],
): boolean {
  const { aliases, owners, mailboxes, handles } = held;
  if (aliases.size + handles.size + (owners?.size ?? 0) + (mailboxes?.size ?? 0) === 0) return false;
  const base = delimiter.baseAddressOf(address);
  if (!base) return false;
  const isOthers = (owner: string | null) => !isSpellingOf(owner, goto.value);
  if (handles.get(base.handle.value)?.some(({ owner }) => isOthers(owner))) return true;
  return [base.value, ...twinsOf(base)].some(
    (one) =>
      (mailboxes?.has(one) === true && one !== goto.value) ||
      owners?.get(one)?.some(({ owner }) => isOthers(owner)) === true ||
      aliases.get(one)?.some((row) => isOthers(row.goto)) === true,
  );
}

/**
 * Whose alias the rows at an address are: in lower case, or `undefined` if they are nobody's own. An
 * owner's alias has one destination, the owner; what an administrator made of it is not ours to undo.
 */
export function ownerOf(rows: readonly AliasRow[], owners: readonly OwnerRow[] | undefined): string | undefined {
  const [row, another] = rows;
  if (!row || another) return undefined;
  const goto = canonicalText(row.goto);
  if (!owners) return goto;
  return owners.some(({ owner }) => owner === goto) ? goto : undefined;
}

/** Whether mail goes on by the row. */
export function isActive({ active }: AliasRow): boolean {
  return active === undefined || isOn(active);
}

/** The rows of an address; or the one that it had until it was deleted, if its place is kept. */
export function rowsOrKept(
  rows: readonly Found<AliasRow>[],
  owners: readonly Found<OwnerRow>[] = [],
): readonly Found<AliasRow>[] {
  if (rows.length > 0) return rows;
  return owners
    .filter(({ active }) => active !== undefined && !isOn(active))
    .map(({ found, owner, goto }) => ({ found, goto: goto ?? owner, active: false }));
}

/** What holds an address that is held, by any spelling that finds it. */
export function holderOf(
  address: EmailAddress,
  found: readonly Found<AliasRow>[] = [],
  owners: readonly Found<OwnerRow>[] | undefined,
): Holder {
  const rows = rowsOrKept(found, owners);
  const [row] = rows;
  const goto = EmailAddress.parseExisting(ownerOf(rows, owners) ?? '');
  if (!row || !goto.ok || !isSpellingOf(row.found, address.value) || !isSpellingOf(row.goto, goto.value.value))
    return OTHER;
  const alias = Alias.of(address, goto.value, isActive(row));
  return alias.ok ? { kind: 'alias', alias: alias.value } : OTHER;
}

const OTHER: Holder = { kind: 'other' };
