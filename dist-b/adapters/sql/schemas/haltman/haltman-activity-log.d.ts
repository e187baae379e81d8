import type { CompiledQuery, Kysely } from 'kysely';
import { type ActivityLog, type ActivityQuery, type ActivityRecord, type ActivityType } from '../../../../application/ports/activity-log.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { Claim } from '../../claim.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { HaltmanTables } from './tables.js';
/** The API's log: a row a request that changed something, in the form that the haltman API gave them. */
export declare class HaltmanActivityLog implements ActivityLog {
    private readonly db;
    private readonly dialect;
    constructor(db: Kysely<HaltmanTables>, dialect: SqlDialect);
    /** Within the transaction of the change itself. */
    write(trx: Kysely<HaltmanTables>, type: ActivityType, owner: EmailAddress, subject: string, origin: Origin | undefined): Promise<void>;
    /** The same of many, for those that come with their origin. */
    insertsOf(type: ActivityType, claims: readonly Claim[]): CompiledQuery[];
    private inserts;
    list({ owner, limit, offset, beforeId }: ActivityQuery): Promise<readonly ActivityRecord[]>;
}
