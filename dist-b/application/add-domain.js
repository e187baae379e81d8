import { err, ok } from '../domain/result.js';
/** Serves a domain from now on. */
export class AddDomain {
    domains;
    constructor(domains) {
        this.domains = domains;
    }
    async execute({ domain, visible }) {
        if (!visible && !this.domains.canHide)
            return err({ kind: 'cannot_hide', domain });
        const outcome = await this.domains.add(domain, { visible });
        return outcome.kind === 'added' ? ok(outcome.domain) : err({ kind: 'domain_exists', domain });
    }
}
