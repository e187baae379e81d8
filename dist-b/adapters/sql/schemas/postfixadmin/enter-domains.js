import { countAliases } from './enter-all-domains.js';
/**
 * Lets one transaction at a time claim in these domains and their alias domains, until it ends. What is then read of them stays true: no
 * other claim of ours adds to them, and the primary key of `alias` keeps out PostfixAdmin, which writes its mailboxes there too.
 *
 * The lock is on the row of the domain that the others are aliases of, so that all of them meet at one row and no two can hold what
 * the other waits for. The reads before it take locks as well: a plain one would fix what the whole transaction sees (MySQL's
 * REPEATABLE READ) before the lock was granted.
 * Rows are locked in one order, so that none waits for another in a ring.
 */
export async function enterDomains(trx, dialect, domains) {
    const names = [...new Set(domains.map(({ value }) => value))].sort();
    const links = await trx
        .selectFrom('alias_domain')
        .select(['alias_domain', 'target_domain'])
        .where((where) => where.or([where('alias_domain', 'in', names), where('target_domain', 'in', names)]))
        .modifyEnd(dialect.lockToRead)
        .execute();
    const roots = links.filter((link) => names.includes(link.alias_domain)).map((link) => link.target_domain);
    const rows = await trx
        .selectFrom('domain')
        .select(['domain', 'aliases'])
        .where('domain', 'in', [...new Set([...names, ...roots])].sort())
        .orderBy('domain')
        .modifyEnd(dialect.lockToWrite)
        .execute();
    const limits = new Map();
    for (const { domain, aliases } of rows) {
        if (aliases === 0 || !names.includes(domain))
            continue;
        const limit = Math.max(aliases, 0);
        const used = limit === 0 ? 0 : await countAliases(trx, domain, limit);
        limits.set(domain, { limit, left: limit - used });
    }
    const families = new Map(names.map((name) => [name, new Set()]));
    for (const { alias_domain, target_domain } of links) {
        families.get(alias_domain)?.add(target_domain);
        families.get(target_domain)?.add(alias_domain);
    }
    return {
        twinsOf: ({ handle, domain }) => [...(families.get(domain.value) ?? [])]
            .filter((name) => name !== domain.value)
            .map((name) => `${handle.value}@${name}`),
        limits,
    };
}
