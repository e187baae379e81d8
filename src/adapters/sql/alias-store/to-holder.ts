import { Alias } from '../../../domain/alias.js';
import type { Holder } from '../../../domain/conflict-policy.js';
import { EmailAddress } from '../../../domain/addresses/email-address.js';
import { isSpellingOf } from '../statements/letter-case.js';

/**
 * A row at an address, as its holder, in any letter case that finds it. What is no alias of ours (several destinations, another form)
 * is nobody's to repeat.
 */
export function toHolder(
  address: EmailAddress,
  row: { readonly address: string; readonly goto: string; readonly active: boolean },
): Holder {
  const goto = EmailAddress.parseExisting(row.goto);
  if (!isSpellingOf(row.address, address.value) || !goto.ok || !isSpellingOf(row.goto, goto.value.value))
    return { kind: 'other' };
  const alias = Alias.of(address, goto.value, row.active);
  return alias.ok ? { kind: 'alias', alias: alias.value } : { kind: 'other' };
}
