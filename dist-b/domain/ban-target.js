import { Domain } from './domain.js';
import { EmailAddress } from './email-address.js';
import { Handle } from './handle.js';
import { IpRange } from './ip-range.js';
import { ok } from './result.js';
export const BAN_KINDS = ['email', 'domain', 'handle', 'ip'];
const PARSE = {
    email: (text) => EmailAddress.parse(text),
    domain: (text) => Domain.parse(text),
    handle: (text) => Handle.parse(text),
    ip: (text) => IpRange.parse(text),
};
/** What an operator bans: an EmailAddress, a Domain with all below it, a Handle on every domain, or an IpRange. */
export class BanTarget {
    kind;
    value;
    constructor(kind, value) {
        this.kind = kind;
        this.value = value;
        Object.freeze(this);
    }
    static parse(kind, text) {
        const parsed = PARSE[kind](text);
        return parsed.ok ? ok(new BanTarget(kind, parsed.value.value)) : parsed;
    }
    /**
     * Every ban that would strike, so that a storage looks for equal text alone. Some 400 at most, for IPv6 and deep domains;
     * made only as they are looked at.
     */
    static *striking({ ip, owner, domain, handle }) {
        if (owner)
            yield new BanTarget('email', owner.value);
        for (const each of [owner?.domain, domain])
            for (const value of each ? selfAndParents(each) : [])
                yield new BanTarget('domain', value);
        if (handle)
            yield new BanTarget('handle', handle.value);
        for (const value of ip === undefined ? [] : IpRange.around(ip))
            yield new BanTarget('ip', value);
    }
}
function selfAndParents({ value }) {
    const labels = value.split('.');
    return labels.map((_, at) => labels.slice(at).join('.'));
}
