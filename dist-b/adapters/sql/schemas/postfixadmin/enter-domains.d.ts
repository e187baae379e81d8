import type { Kysely } from 'kysely';
import type { Domain } from '../../../../domain/domain.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { PostfixadminTables } from './tables.js';
export interface EnteredDomains {
    /** The addresses whose mail is the same as this one's, or would be if it had none of its own. */
    readonly twinsOf: (address: EmailAddress) => readonly string[];
    /** Of each domain that has one: its limit, and how many more aliases it may have. */
    readonly limits: ReadonlyMap<string, {
        readonly limit: number;
        readonly left: number;
    }>;
}
/**
 * Lets one transaction at a time claim in these domains and their alias domains, until it ends. What is then read of them stays true: no
 * other claim of ours adds to them, and the primary key of `alias` keeps out PostfixAdmin, which writes its mailboxes there too.
 *
 * The lock is on the row of the domain that the others are aliases of, so that all of them meet at one row and no two can hold what
 * the other waits for. The reads before it take locks as well: a plain one would fix what the whole transaction sees (MySQL's
 * REPEATABLE READ) before the lock was granted.
 * Rows are locked in one order, so that none waits for another in a ring.
 */
export declare function enterDomains(trx: Kysely<PostfixadminTables>, dialect: SqlDialect, domains: readonly Domain[]): Promise<EnteredDomains>;
