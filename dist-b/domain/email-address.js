import { canonicalAscii } from './ascii.js';
import { Domain } from './domain.js';
import { Handle } from './handle.js';
import { err, ok } from './result.js';
/**
 * `handle@domain`, in lower case: an address that we give out, or the one that its mail goes to.
 *
 * Form: a Handle, an at sign and a Domain, 254 octets at most (RFC 5321 4.5.3.1.3: a path of 256, less its angle brackets).
 * A goto keeps the same rules as a handle, because Postfix splits look-up results at commas and blanks and looks them up again.
 */
export class EmailAddress {
    handle;
    domain;
    static MAX_OCTETS = 254;
    value;
    constructor(handle, domain) {
        this.handle = handle;
        this.domain = domain;
        this.value = `${handle.value}@${domain.value}`;
        Object.freeze(this);
    }
    static of(handle, domain) {
        const octets = handle.value.length + 1 + domain.value.length;
        if (octets > EmailAddress.MAX_OCTETS)
            return err({ kind: 'address_too_long', maxOctets: EmailAddress.MAX_OCTETS });
        return ok(new EmailAddress(handle, domain));
    }
    static parse(text) {
        const value = canonicalAscii(text);
        if (value === undefined)
            return err({ kind: 'not_ascii' });
        // The parts trim themselves, so `a @b.example` would pass for `a@b.example`.
        if (/\s/.test(value))
            return err({ kind: 'inner_white_space' });
        const at = value.lastIndexOf('@');
        if (at === -1)
            return err({ kind: 'no_at_sign' });
        const handle = Handle.parse(value.slice(0, at));
        if (!handle.ok)
            return err({ kind: 'invalid_handle', why: handle.error });
        const domain = Domain.parse(value.slice(at + 1));
        if (!domain.ok)
            return err({ kind: 'invalid_domain', why: domain.error });
        return EmailAddress.of(handle.value, domain.value);
    }
}
