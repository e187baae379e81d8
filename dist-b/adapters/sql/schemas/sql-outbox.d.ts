import type { Kysely } from 'kysely';
import type { LeasedMail, Outbox } from '../../../application/ports/outbox.js';
import type { SqlDialect } from '../dialects/dialect.js';
import type { MailTables } from './mail-tables.js';
/** A lease is a row whose time has been put off by whoever counted its attempts up: of several who try, one finds the old count. */
export declare class SqlOutbox implements Outbox {
    private readonly db;
    private readonly dialect;
    constructor(db: Kysely<MailTables>, dialect: SqlDialect);
    lease(now: Date, leaseUntil: Date): Promise<LeasedMail | undefined>;
    remove({ id, attempt }: LeasedMail): Promise<void>;
    postpone(mail: LeasedMail, until: Date): Promise<void>;
    size(): Promise<number>;
    discardExpired(now: Date): Promise<void>;
    /** Whether the row still had this count of attempts. */
    private setDue;
}
