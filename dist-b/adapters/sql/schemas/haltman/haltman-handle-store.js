import { sql } from 'kysely';
import { claimUntilKnown } from '../../claim-until-known.js';
import { retrying } from '../../retrying.js';
/** Ends a transaction that is to leave nothing. */
class Undone extends Error {
}
export class HaltmanHandleStore {
    db;
    dialect;
    activity;
    hasUnsubscribedAt;
    constructor(db, dialect, activity, 
    /** Whether the table has a column for when a handle was given up; older ones lack it. */
    hasUnsubscribedAt) {
        this.db = db;
        this.dialect = dialect;
        this.activity = activity;
        this.hasUnsubscribedAt = hasUnsubscribedAt;
    }
    async take(handle, owner, origin) {
        try {
            const claim = await claimUntilKnown(this.db, (trx) => this.insert(trx, handle, owner, origin));
            if (claim.kind === 'made')
                return 'taken_now';
            const row = await this.find(this.db, handle);
            return row && claim.earlier.includes(row.id) ? 'taken_now' : 'held';
        }
        catch (error) {
            if (error instanceof Undone)
                return 'held';
            throw error;
        }
    }
    async release(handle, owner, origin) {
        return retrying(() => this.db.transaction().execute(async (trx) => {
            const row = await this.find(trx, handle, true);
            if (row?.handle !== handle.value)
                return 'not_found';
            if (row.address !== owner.value)
                return 'not_owned';
            if (row.active !== 1)
                return 'inactive';
            await trx
                .updateTable('alias_handle')
                .set({ active: 0, ...(this.hasUnsubscribedAt ? { unsubscribed_at: this.dialect.now } : {}) })
                .where('id', '=', row.id)
                .execute();
            await this.activity.write(trx, 'handle_delete', owner, handle.value, origin);
            return 'released';
        }));
    }
    /** What keeps a claim of an alias out meanwhile: see the README beside this file. */
    async insert(trx, handle, owner, origin) {
        await this.dialect.lockAgainstClaims?.('alias').execute(trx);
        const row = await this.dialect.insertUnlessTaken(trx.insertInto('alias_handle').values({ handle: handle.value, address: owner.value, active: 1 }), 'handle', 'id');
        if (!row)
            return undefined;
        const others = await trx
            .selectFrom('alias')
            .select('id')
            .where(this.dialect.startsWith('address', `${handle.value}@`))
            .where('goto', '!=', owner.value)
            .limit(1)
            .modifyEnd(this.dialect.lockToRead)
            .execute();
        if (others.length > 0)
            throw new Undone();
        await this.activity.write(trx, 'handle_create', owner, handle.value, origin);
        return row.id;
    }
    find(db, handle, toWrite = false) {
        return db
            .selectFrom('alias_handle')
            .select(['id', 'handle', 'address', 'active'])
            .where('handle', '=', handle.value)
            .modifyEnd(toWrite ? this.dialect.lockToWrite : sql ``)
            .executeTakeFirst();
    }
}
