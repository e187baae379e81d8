import { type Kysely, sql } from 'kysely';
import type { Domain } from '../../../../domain/addresses/domain.js';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { asFound, ignoresCase } from '../../statements/letter-case.js';
import type { PostfixadminTables } from './tables.js';

export interface EnteredDomains {
  /** The addresses whose mail is the same as this one's, or would be if it had none of its own. */
  readonly twinsOf: (address: EmailAddress) => readonly string[];
  /** Of each domain that has one: its limit, and how many more aliases it may have. */
  readonly limits: ReadonlyMap<string, { readonly limit: number; readonly left: number }>;
}

/**
 * Lets one transaction at a time claim in these domains and their alias domains, until it ends. What is then read of them stays true: no
 * other claim of ours adds to them, and the primary key of `alias` keeps out PostfixAdmin, which writes its mailboxes there too.
 *
 * The lock is on the row of the domain that the others are aliases of, so that all of them meet at one row and no two can hold what
 * the other waits for. The reads before it take locks as well: a plain one would fix what the whole transaction sees (MySQL's
 * REPEATABLE READ) before the lock was granted. Rows are locked in one order, so that none waits for another in a ring.
 */
export async function enterDomains(
  trx: Kysely<PostfixadminTables>,
  dialect: SqlDialect,
  domains: readonly Domain[],
): Promise<EnteredDomains> {
  const names = [...new Set(domains.map(({ value }) => value))].sort();
  const links = await trx
    .selectFrom('alias_domain')
    .select(['alias_domain', 'target_domain', ignoresCase('alias_domain').as('folds')])
    .where((where) => where.or([where('alias_domain', 'in', names), where('target_domain', 'in', names)]))
    .modifyEnd(dialect.lockToRead)
    .execute();
  const pairs = links.map(({ alias_domain, target_domain, folds }) => ({
    alias: asFound(alias_domain, folds),
    target: asFound(target_domain, folds),
  }));
  const roots = pairs.filter((pair) => names.includes(pair.alias)).map((pair) => pair.target);
  const rows = await trx
    .selectFrom('domain')
    .select(['domain', 'aliases', ignoresCase('domain').as('folds')])
    .where('domain', 'in', [...new Set([...names, ...roots])].sort())
    .orderBy('domain')
    .modifyEnd(dialect.lockToWrite)
    .execute();
  const limits = new Map<string, { limit: number; left: number }>();
  for (const { domain: text, aliases, folds } of rows) {
    const domain = asFound(text, folds);
    if (aliases === 0 || !names.includes(domain)) continue;
    const limit = Math.max(aliases, 0);
    const used = limit === 0 ? 0 : await countAliases(trx, domain, limit);
    limits.set(domain, { limit, left: limit - used });
  }
  const families = new Map<string, Set<string>>(names.map((name) => [name, new Set()]));
  for (const { alias, target } of pairs) {
    families.get(alias)?.add(target);
    families.get(target)?.add(alias);
  }
  return {
    twinsOf: ({ handle, domain }) =>
      [...(families.get(domain.value) ?? [])]
        .filter((name) => name !== domain.value)
        .map((name) => `${handle.value}@${name}`),
    limits,
  };
}

/**
 * As PostfixAdmin counts: all of the domain's aliases, active or not, but not the rows that it keeps for its mailboxes. Counting goes
 * no further than `max`.
 */
async function countAliases(trx: Kysely<PostfixadminTables>, domain: string, max: number): Promise<number> {
  const counted = trx
    .selectFrom('alias as a')
    .select(sql<number>`1`.as('one'))
    .where('a.domain', '=', domain)
    .where((where) =>
      where.not(
        where.exists(where.selectFrom('mailbox as m').select('m.username').whereRef('m.username', '=', 'a.address')),
      ),
    )
    .limit(max);
  const { count } = await trx
    .selectFrom(counted.as('counted'))
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
