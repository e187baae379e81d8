/** Every domain, also those that are disabled or hidden. */
export class ListDomains {
    domains;
    constructor(domains) {
        this.domains = domains;
    }
    execute() {
        return this.domains.list();
    }
}
