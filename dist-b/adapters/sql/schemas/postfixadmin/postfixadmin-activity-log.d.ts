import type { CompiledQuery, Kysely } from 'kysely';
import { type ActivityLog, type ActivityQuery, type ActivityRecord, type ActivityType } from '../../../../application/ports/activity-log.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { Claim } from '../../claim.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { PostfixadminTables } from './tables.js';
/** What owners did, in a table of ours. */
export declare class PostfixadminActivityLog implements ActivityLog {
    private readonly db;
    private readonly dialect;
    private readonly audited;
    constructor(db: Kysely<PostfixadminTables>, dialect: SqlDialect, 
    /** Which columns the table has; older ones lack those that came later. */
    columns: ReadonlySet<string>);
    /** Within the transaction of the change itself. */
    write(trx: Kysely<PostfixadminTables>, type: ActivityType, owner: EmailAddress, 
    /** An address or a handle. */
    subject: string, origin: Origin | undefined): Promise<void>;
    /** The same of many, for those that come with their origin. */
    insertsOf(type: ActivityType, claims: readonly Claim[]): CompiledQuery[];
    private inserts;
    private rowOf;
    list({ owner, limit, offset, beforeId }: ActivityQuery): Promise<readonly ActivityRecord[]>;
}
