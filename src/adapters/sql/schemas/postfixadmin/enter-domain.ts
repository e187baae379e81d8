import { type Kysely, sql } from 'kysely';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { PostfixadminTables } from './tables.js';

export interface EnteredDomain {
  /** The addresses whose mail is the same as this one's, or would be if it had none of its own. */
  readonly twins: readonly string[];
  /** The limit of the domain, where it has one and has reached it. */
  reachedLimit(): Promise<number | undefined>;
}

/**
 * Lets one claim at a time into a domain and its alias domains, until its transaction ends. What is then read of them stays true: no
 * other claim of ours adds to them, and the primary key of `alias` keeps out PostfixAdmin, which writes its mailboxes there too.
 *
 * The lock is on the row of the domain that the others are aliases of, so that all of them meet at one row and no two can hold what
 * the other waits for. The reads before it take locks as well: a plain one would fix what the whole transaction sees (MySQL's
 * REPEATABLE READ) before the lock was granted.
 */
export async function enterDomain(
  trx: Kysely<PostfixadminTables>,
  dialect: SqlDialect,
  { handle, domain }: EmailAddress,
): Promise<EnteredDomain> {
  const links = await trx
    .selectFrom('alias_domain')
    .select(['alias_domain', 'target_domain'])
    .where((where) => where.or([where('alias_domain', '=', domain.value), where('target_domain', '=', domain.value)]))
    .modifyEnd(dialect.lockToRead)
    .execute();
  const root = links.find((link) => link.alias_domain === domain.value)?.target_domain ?? domain.value;
  const rows = await trx
    .selectFrom('domain')
    .select(['domain', 'aliases'])
    .where('domain', 'in', [...new Set([root, domain.value])])
    .modifyEnd(dialect.lockToWrite)
    .execute();
  const limit = rows.find((row) => row.domain === domain.value)?.aliases ?? 0;
  const family = new Set(links.flatMap((link) => [link.alias_domain, link.target_domain]));
  family.delete(domain.value);
  return {
    twins: [...family].map((name) => `${handle.value}@${name}`),
    reachedLimit: () => reachedLimit(trx, domain.value, limit),
  };
}

/**
 * Keeps every claim out of every domain until the transaction ends, those of domains that are added meanwhile too. Returns the
 * domains' names.
 */
export async function enterAllDomains(
  trx: Kysely<PostfixadminTables>,
  dialect: SqlDialect,
): Promise<readonly string[]> {
  await dialect.lockAgainstClaims?.('domain').execute(trx);
  const rows = await trx
    .selectFrom('domain')
    .select('domain')
    .orderBy('domain')
    .modifyEnd(dialect.lockToWrite)
    .execute();
  return rows.map(({ domain }) => domain);
}

async function reachedLimit(
  trx: Kysely<PostfixadminTables>,
  domain: string,
  limit: number,
): Promise<number | undefined> {
  if (limit === 0) return undefined;
  if (limit < 0) return 0;
  return (await countAliases(trx, domain, limit)) >= limit ? limit : undefined;
}

/**
 * As PostfixAdmin counts: all of the domain's aliases, active or not, but not the rows that it keeps for its mailboxes. Counting goes
 * no further than `max`.
 */
export async function countAliases(trx: Kysely<PostfixadminTables>, domain: string, max: number): Promise<number> {
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
