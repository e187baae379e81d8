import { sql } from 'kysely';
/**
 * Keeps every claim out of every domain until the transaction ends, those of domains that are added meanwhile too. Returns the
 * domains' names.
 */
export async function enterAllDomains(trx, dialect) {
    await dialect.lockAgainstClaims?.('domain').execute(trx);
    const rows = await trx
        .selectFrom('domain')
        .select('domain')
        .orderBy('domain')
        .modifyEnd(dialect.lockToWrite)
        .execute();
    return rows.map(({ domain }) => domain);
}
/**
 * As PostfixAdmin counts: all of the domain's aliases, active or not, but not the rows that it keeps for its mailboxes. Counting goes
 * no further than `max`.
 */
export async function countAliases(trx, domain, max) {
    const counted = trx
        .selectFrom('alias as a')
        .select(sql `1`.as('one'))
        .where('a.domain', '=', domain)
        .where((where) => where.not(where.exists(where.selectFrom('mailbox as m').select('m.username').whereRef('m.username', '=', 'a.address'))))
        .limit(max);
    const { count } = await trx
        .selectFrom(counted.as('counted'))
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
    return count;
}
