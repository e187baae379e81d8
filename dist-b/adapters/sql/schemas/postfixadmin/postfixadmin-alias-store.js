import { sql } from 'kysely';
import { ClaimGroup } from '../../claim-group.js';
import { claimInOrder } from '../../claim-in-order.js';
import { countRows } from '../../count-rows.js';
import { isOn } from '../../dialects/dialect.js';
import { readStats } from '../../read-stats.js';
import { retrying } from '../../retrying.js';
import { PostfixadminClaims } from './postfixadmin-claims.js';
export class PostfixadminAliasStore {
    db;
    dialect;
    activity;
    claims;
    group;
    constructor(db, dialect, activity) {
        this.db = db;
        this.dialect = dialect;
        this.activity = activity;
        this.claims = new PostfixadminClaims(db, dialect, activity);
        this.group = new ClaimGroup((together, maxAttempts) => claimInOrder(together, (distinct) => this.claims.claim(distinct, { knowsItsOwn: true, maxAttempts })));
    }
    claim(alias, origin) {
        return this.group.claim({ alias, origin });
    }
    claimMany(aliases, { dryRun = false } = {}) {
        const claims = aliases.map((alias) => ({ alias }));
        return claimInOrder(claims, (distinct) => this.claims.claim(distinct, { isTried: dryRun }));
    }
    async revive({ address, goto }, origin) {
        return retrying(() => this.db.transaction().execute(async (trx) => {
            const row = await this.lock(trx, address);
            if (row?.owner !== goto.value)
                return 'not_held';
            if (isOn(row.active))
                return 'revived';
            await this.switch(trx, address, true);
            await this.activity.write(trx, 'alias_create', goto, address.value, origin);
            return 'revived';
        }));
    }
    async deactivate(address, owner, origin) {
        return retrying(() => this.db.transaction().execute(async (trx) => {
            const row = await this.lock(trx, address);
            if (!row)
                return 'not_found';
            if (row.owner !== owner.value)
                return 'not_owned';
            if (!isOn(row.active))
                return 'inactive';
            await this.switch(trx, address, false);
            await this.activity.write(trx, 'alias_delete', owner, address.value, origin);
            return 'deactivated';
        }));
    }
    async setActive(address, active) {
        return retrying(() => this.db.transaction().execute(async (trx) => {
            const row = await this.lock(trx, address);
            if (!row)
                return 'not_found';
            if (isOn(row.active) !== active)
                await this.switch(trx, address, active);
            return 'set';
        }));
    }
    /** An owner's are those that were given out to them. All: those of PostfixAdmin's too, but its rows for mailboxes. */
    async list({ limit, offset, beforeId, ...filter }) {
        const rows = await retrying(() => this.filtered(filter, beforeId)
            .select(['p.id', 'a.address', 'a.goto', 'a.active', 'a.created', 'a.modified'])
            // An owner's rows all have a number, and its index gives them in order.
            .$if(filter.owner !== undefined, (query) => query.orderBy('p.id', 'desc'))
            .$if(filter.owner === undefined, (query) => query
            .orderBy('a.created', 'desc')
            .orderBy((order) => order.fn.coalesce('p.id', order.lit(0)), 'desc')
            .orderBy('a.address'))
            .limit(limit)
            .offset(offset)
            .execute());
        return rows.map((row) => this.toRecord(row));
    }
    async scan({ limit, after, ...filter }) {
        const rows = await retrying(() => this.filtered(filter)
            .select(['p.id', 'a.address', 'a.goto', 'a.active', 'a.created', 'a.modified'])
            .$if(after !== undefined, (query) => query.where('a.address', '>', after ?? ''))
            .orderBy('a.address')
            .limit(limit)
            .execute());
        return rows.map((row) => this.toRecord(row));
    }
    /** Of what was given out, whether PostfixAdmin still has it or not. */
    async idAt({ owner, offset, beforeId }) {
        const row = await retrying(() => this.db
            .selectFrom('postern_alias')
            .select('id')
            .where('owner_email', '=', owner.value)
            .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
            .orderBy('id', 'desc')
            .limit(1)
            .offset(offset)
            .executeTakeFirst());
        return row?.id;
    }
    count(filter, max) {
        const limited = this.filtered(filter).select('a.address').limit(max);
        return retrying(() => countRows(this.db, limited));
    }
    stats(query) {
        const newest = this.filtered({ owner: query.owner })
            .select(['a.domain', 'a.active', 'a.created', 'a.modified'])
            .orderBy('p.id', 'desc')
            .limit(query.max);
        const isActive = sql `active = ${this.dialect.writeFlag(true)}`;
        return retrying(() => readStats(this.db, this.dialect, sql `${newest}`, isActive, query));
    }
    filtered({ owner, active, domain, prefix, among }, beforeId) {
        const given = this.db
            .selectFrom('postern_alias')
            .select(['id', 'address', 'owner_email'])
            .$if(owner !== undefined, (query) => query.where('owner_email', '=', owner?.value ?? ''))
            .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
            .$if(among !== undefined, (query) => query.orderBy('id', 'desc').limit(among ?? 0));
        return this.db
            .selectFrom('alias as a')
            .leftJoin(given.as('p'), 'p.address', 'a.address')
            .whereRef('a.goto', '!=', 'a.address')
            .where((where) => where.and([
            ...(owner ? [where('p.owner_email', '=', owner.value)] : []),
            ...(active === undefined ? [] : [where('a.active', '=', this.dialect.writeFlag(active))]),
            ...(domain ? [where('a.domain', '=', domain.value)] : []),
            ...(prefix ? [this.dialect.startsWith('a.address', prefix.value)] : []),
        ]));
    }
    /**
     * The row of this address. Its owner is who it was given out to, but only while it goes there and nowhere else: what an
     * administrator made of it is not ours to undo.
     */
    async lock(trx, address) {
        const row = await trx
            .selectFrom('alias')
            .select(['address', 'goto', 'active'])
            .where('address', '=', address.value)
            .modifyEnd(this.dialect.lockToWrite)
            .executeTakeFirst();
        if (row?.address !== address.value)
            return undefined;
        const claim = await trx
            .selectFrom('postern_alias')
            .select('owner_email')
            .where('address', '=', address.value)
            .executeTakeFirst();
        return { active: row.active, owner: claim?.owner_email === row.goto ? row.goto : undefined };
    }
    async switch(trx, address, active) {
        await trx
            .updateTable('alias')
            .set({ active: this.dialect.writeFlag(active), modified: this.dialect.now })
            .where('address', '=', address.value)
            .execute();
    }
    toRecord(row) {
        return {
            id: row.id ?? undefined,
            address: row.address,
            goto: row.goto,
            active: isOn(row.active),
            createdAt: this.dialect.readTime(row.created),
            modifiedAt: this.dialect.readTime(row.modified),
        };
    }
}
