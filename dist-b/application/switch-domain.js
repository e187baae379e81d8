import { err, ok } from '../domain/result.js';
/** Enables or disables a domain. A disabled one takes no mail and no new aliases; its aliases stay as they are. */
export class SwitchDomain {
    domains;
    constructor(domains) {
        this.domains = domains;
    }
    async execute({ domain, active }) {
        const record = await this.domains.setActive(domain, active);
        return record ? ok(record) : err({ kind: 'domain_unknown', domain });
    }
}
