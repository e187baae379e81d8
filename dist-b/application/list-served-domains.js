import { Domain } from '../domain/domain.js';
/** What everybody may know: the active and visible domains, by name. Rows that hold no domain are left out. */
export class ListServedDomains {
    domains;
    constructor(domains) {
        this.domains = domains;
    }
    async execute() {
        return (await this.domains.list()).flatMap(({ name, active, visible }) => {
            const domain = Domain.parse(name);
            return active && visible && domain.ok && domain.value.value === name ? [domain.value] : [];
        });
    }
}
