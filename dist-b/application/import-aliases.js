import { Alias } from '../domain/alias.js';
import { EmailAddress } from '../domain/email-address.js';
import { err, ok } from '../domain/result.js';
import { MAX_CLAIMS } from './ports/alias-store.js';
/**
 * Takes aliases over from elsewhere: the operator's way, so role names are taken and nobody is banned.
 *
 * A thousand rows are one transaction, durable before its batch is told. It may end between any two, or be cut off in one, and be
 * repeated from the first row: what is there already stays as it is. A row that is refused holds up no other. Aliases come as of
 * now, and are no act of their owners', so the ActivityLog does not tell of them.
 */
export class ImportAliases {
    domains;
    aliases;
    static MAX_ROWS_AT_ONCE = MAX_CLAIMS;
    constructor(domains, aliases) {
        this.domains = domains;
        this.aliases = aliases;
    }
    /** Who reads no further stops it there. @throws StoreUnavailable */
    async *execute({ rows, dryRun }) {
        let batch = [];
        for await (const row of rows) {
            batch.push(row);
            if (batch.length < ImportAliases.MAX_ROWS_AT_ONCE)
                continue;
            yield await this.importBatch(batch, dryRun);
            batch = [];
        }
        if (batch.length > 0)
            yield await this.importBatch(batch, dryRun);
    }
    async importBatch(rows, dryRun) {
        const read = rows.map(({ number, row }) => ({ number, alias: row.ok ? toAlias(row.value) : row }));
        const served = await this.findServed(read.flatMap(({ alias }) => (alias.ok ? [alias.value.address.domain] : [])));
        const claims = [];
        const refused = [];
        for (const { number, alias } of read) {
            if (!alias.ok)
                refused.push({ number, error: alias.error });
            else if (served.has(alias.value.address.domain.value))
                claims.push({ number, alias: alias.value });
            else
                refused.push({ number, error: { kind: 'domain_not_served', domain: alias.value.address.domain } });
        }
        const outcomes = await this.aliases.claimMany(claims.map(({ alias }) => alias), { dryRun });
        let created = 0;
        for (const [at, { number, alias }] of claims.entries()) {
            const outcome = outcomes[at];
            const error = refusalOf(alias, outcome);
            if (error)
                refused.push({ number, error });
            else if (outcome.kind === 'claimed')
                created++;
        }
        return {
            lastNumber: rows.at(-1).number,
            created,
            unchanged: rows.length - refused.length - created,
            refused: refused.sort((a, b) => a.number - b.number),
        };
    }
    async findServed(domains) {
        const served = new Set();
        for (const domain of new Map(domains.map((one) => [one.value, one])).values())
            if ((await this.domains.find(domain))?.active)
                served.add(domain.value);
        return served;
    }
}
function toAlias(row) {
    const address = EmailAddress.parse(row.address);
    if (!address.ok)
        return err({ kind: 'invalid_address', field: 'address', why: address.error });
    const goto = EmailAddress.parse(row.goto);
    if (!goto.ok)
        return err({ kind: 'invalid_address', field: 'goto', why: goto.error });
    const alias = Alias.of(address.value, goto.value, row.active);
    return alias.ok ? ok(alias.value) : alias;
}
function refusalOf({ address, goto, active }, outcome) {
    switch (outcome.kind) {
        case 'claimed':
            return undefined;
        case 'limit_reached':
            return { kind: 'alias_limit_reached', domain: address.domain, limit: outcome.limit };
        case 'taken': {
            const { by } = outcome;
            if (by.kind === 'other' || by.alias.goto.value !== goto.value)
                return { kind: 'address_taken', address };
            return by.alias.active === active ? undefined : { kind: 'switched_otherwise', address, active: by.alias.active };
        }
    }
}
