import { byValue } from '../../by-value.js';
import { byAddress } from '../../claim-in-order.js';
import { executeTogether } from '../../execute-together.js';
import { Contended, OutcomeUnknown } from '../../failures.js';
import { insertRows, selectRows } from '../../many-rows.js';
import { repeating, transact } from '../../repeatable-transaction.js';
import { toHolder } from '../to-holder.js';
/**
 * Claims of different addresses, in one transaction. They are inserted, and then it is looked at whether all of them were free; if one
 * was not, all of it is rolled back, and done once more without those that are held. Where addresses were held last time, that is
 * looked at first. What each server says of an INSERT of many rows is how many were inserted, not which.
 */
export class HaltmanClaims {
    db;
    dialect;
    activity;
    looksFirst = false;
    lockToRead;
    constructor(db, dialect, activity) {
        this.db = db;
        this.dialect = dialect;
        this.activity = activity;
        this.lockToRead = dialect.lockToRead.compile(db).sql;
    }
    async claim(claims, options = {}) {
        if (claims.length === 0)
            return new Map();
        const earlier = new Set();
        let looks = this.looksFirst;
        const held = await repeating(async () => {
            for (;;) {
                const holders = looks ? await this.findHolders(claims, earlier) : new Map();
                const free = claims.filter(({ alias }) => !holders.has(alias.address.value));
                if (free.length === 0 || (await this.take(free, options, earlier)))
                    return holders;
                if (looks)
                    throw new Contended('an address was taken between the look at it and its claim');
                looks = true;
            }
        }, options.maxAttempts);
        this.looksFirst = held.size > 0;
        return new Map(claims.map(({ alias: { address } }) => [address.value, outcomeOf(held.get(address.value))]));
    }
    /** Outside the transaction, for under REPEATABLE READ it would fix what that sees. */
    async findHolders(claims, earlier) {
        const addresses = claims.map(({ alias }) => alias.address.value);
        const names = handlesOf(claims);
        const byAddresses = this.rowsOf(addresses);
        const answers = await executeTogether(this.db, [...byAddresses, ...this.handlesAmong(names)]);
        const found = answers.slice(0, byAddresses.length).flatMap(({ rows }) => rows);
        const taken = answers.slice(byAddresses.length).flatMap(({ rows }) => rows);
        const one = async (queries) => (await executeTogether(this.db, queries)).flatMap(({ rows }) => rows);
        const rows = await byValue(addresses, found, (row) => row.address, (address) => one(this.rowsOf([address])));
        const handles = await byValue(names, taken, (row) => row.handle, (name) => one(this.handlesAmong([name])));
        const holders = new Map();
        for (const { alias } of claims) {
            const { address } = alias;
            const row = rows.get(address.value);
            if (row && earlier.has(row.id) && row.goto === alias.goto.value)
                holders.set(address.value, 'itself');
            // The handle before the row, as Postfix asks it first.
            else if (handles.has(address.handle.value))
                holders.set(address.value, { kind: 'other' });
            else if (row)
                holders.set(address.value, toHolder(address, { ...row, active: row.active === 1 }));
        }
        return holders;
    }
    /**
     * Whether all of them were free and are taken now. The handles are looked at behind the INSERT, where nobody can take one any more:
     * the INSERT holds what a taker of one of them waits for, or waited for them itself. The README beside this file says what that is
     * on each kind of server.
     */
    async take(free, { isTried = false, knowsItsOwn = false }, earlier) {
        const inserts = insertRows(this.dialect, { table: 'alias', columns: ['address', 'goto', 'active'], key: 'address' }, byAddress(free).map(({ alias }) => [alias.address.value, alias.goto.value, alias.active ? 1 : 0]));
        const logs = this.activity.insertsOf('alias_create', free);
        const handles = this.handlesAmong(handlesOf(free), this.lockToRead);
        // By which they are known again, should the answer to the COMMIT be lost.
        const marks = knowsItsOwn && this.dialect.losesAnswers
            ? selectRows(this.dialect, { table: 'alias', columns: ['id'], by: 'address' }, free.map(({ alias }) => alias.address.value))
            : [];
        let made = [];
        try {
            const { isAll } = await transact(this.db, async (trx) => {
                const answers = await executeTogether(trx, [...inserts, ...logs, ...handles, ...marks]);
                const counts = answers.slice(0, inserts.length).map(({ numAffectedRows }) => Number(numAffectedRows));
                const inserted = counts.reduce((sum, count) => sum + count, 0);
                const behind = answers.slice(inserts.length + logs.length).map(({ rows }) => rows);
                const isAll = inserted === free.length && !behind.slice(0, handles.length).some((rows) => rows.length > 0);
                made = isAll ? behind.slice(handles.length).flatMap((rows) => rows.map(({ id }) => Number(id))) : [];
                return { isAll, isChanged: inserted > 0 || logs.length > 0 };
            }, ({ isAll, isChanged }) => !isChanged || (isAll && !isTried));
            return isAll;
        }
        catch (error) {
            if (error instanceof OutcomeUnknown)
                for (const id of made)
                    earlier.add(id);
            throw error;
        }
    }
    rowsOf(addresses) {
        const sought = { table: 'alias', columns: ['id', 'address', 'goto', 'active'], by: 'address' };
        return selectRows(this.dialect, sought, addresses);
    }
    handlesAmong(handles, end = '') {
        return selectRows(this.dialect, { table: 'alias_handle', columns: ['handle'], by: 'handle', end }, handles);
    }
}
function outcomeOf(holder) {
    return holder === undefined || holder === 'itself' ? { kind: 'claimed' } : { kind: 'taken', by: holder };
}
/** In one order, for they are locked. */
function handlesOf(claims) {
    return [...new Set(claims.map(({ alias }) => alias.address.handle.value))].sort();
}
