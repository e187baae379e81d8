import { Alias } from '../../../domain/alias.js';
import { EmailAddress } from '../../../domain/email-address.js';
/** A row at an address, as its holder. What is no alias of ours (several destinations, another form) is nobody's to repeat. */
export function toHolder(address, row) {
    const goto = EmailAddress.parse(row.goto);
    // A collation may have found another spelling than was looked for.
    if (row.address !== address.value || !goto.ok || goto.value.value !== row.goto)
        return { kind: 'other' };
    const alias = Alias.of(address, goto.value, row.active);
    return alias.ok ? { kind: 'alias', alias: alias.value } : { kind: 'other' };
}
