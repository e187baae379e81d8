import { Buffer } from 'node:buffer';
import { EmailAddress } from '../../../domain/email-address.js';
import { unwrap } from '../../../domain/result.js';
import { OutcomeUnknown } from '../failures.js';
import { retrying } from '../retrying.js';
import { SqlKeyRegistry } from './sql-key-registry.js';
export class SqlCredentialRequests {
    untyped;
    dialect;
    keysTable;
    db;
    constructor(untyped, dialect, keysTable) {
        this.untyped = untyped;
        this.dialect = dialect;
        this.keysTable = keysTable;
        this.db = untyped.$extendTables();
    }
    /** The unique index on latest_for decides: it is given up by a request that is old enough, and taken by one of those who race. */
    async add(request, mail, coolDownSince) {
        const writeTime = (time) => this.dialect.writeTime(time);
        const owner_email = request.owner.value;
        return retrying(() => this.db.transaction().execute(async (trx) => {
            await trx
                .updateTable('postern_credential_request')
                .set({ latest_for: null })
                .where('latest_for', '=', owner_email)
                .where('created_at', '<=', writeTime(coolDownSince))
                .execute();
            const row = trx.insertInto('postern_credential_request').values({
                token_hash: toBytes(request.tokenHash),
                owner_email,
                latest_for: owner_email,
                days: request.days,
                created_at: writeTime(request.createdAt),
                expires_at: writeTime(request.expiresAt),
            });
            if (!(await this.dialect.insertUnlessTaken(row, 'latest_for')))
                return 'cooling_down';
            await trx
                .insertInto('postern_outbox')
                .values({
                recipient: mail.to.value,
                subject: mail.subject,
                body: mail.text,
                due_at: writeTime(request.createdAt),
                expires_at: writeTime(mail.expiresAt),
            })
                .execute();
            return 'added';
        }));
    }
    async find(tokenHash, now) {
        const row = await retrying(() => this.db
            .selectFrom('postern_credential_request')
            .select(['owner_email', 'days', 'expires_at'])
            .where('token_hash', '=', toBytes(tokenHash))
            .where('confirmed_at', 'is', null)
            .where('expires_at', '>', this.dialect.writeTime(now))
            .executeTakeFirst());
        if (!row)
            return undefined;
        const owner = unwrap(EmailAddress.parse(row.owner_email));
        return { owner, days: row.days, expiresAt: this.dialect.readTime(row.expires_at) };
    }
    /** Where the connection broke after COMMIT was sent, the key itself says whether this very confirmation took place. */
    async confirm(tokenHash, key, now) {
        try {
            return await this.useUp(tokenHash, key, now);
        }
        catch (error) {
            if (!(error instanceof OutcomeUnknown))
                throw error;
        }
        // Waits for the row, where the server is busy with the first try still.
        if ((await this.useUp(tokenHash, key, now)) === 'confirmed')
            return 'confirmed';
        const keys = new SqlKeyRegistry(this.untyped.$extendTables(), this.dialect, this.keysTable);
        return (await keys.find(key.hash)) ? 'confirmed' : 'gone';
    }
    async discardExpired(now) {
        await retrying(() => this.db
            .transaction()
            .execute((trx) => trx.deleteFrom('postern_credential_request').where('expires_at', '<=', this.dialect.writeTime(now)).execute()));
    }
    useUp(tokenHash, key, now) {
        const { dialect, keysTable } = this;
        return retrying(() => this.untyped.transaction().execute(async (trx) => {
            const { numUpdatedRows } = await trx
                .$extendTables()
                .updateTable('postern_credential_request')
                .set({ confirmed_at: dialect.writeTime(now) })
                .where('token_hash', '=', toBytes(tokenHash))
                .where('confirmed_at', 'is', null)
                .where('expires_at', '>', dialect.writeTime(now))
                .executeTakeFirst();
            if (numUpdatedRows !== 1n)
                return 'gone';
            await new SqlKeyRegistry(trx.$extendTables(), dialect, keysTable).add(key);
            return 'confirmed';
        }));
    }
}
function toBytes(hash) {
    return Buffer.from(hash, 'hex');
}
