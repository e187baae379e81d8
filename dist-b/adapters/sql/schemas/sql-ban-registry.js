import { BAN_KINDS } from '../../../domain/ban-target.js';
import { retrying } from '../retrying.js';
export const BANS_TABLE_USE = {
    madeBy: 'postern',
    select: ['id', 'ban_type', 'ban_value', 'reason', 'created_at', 'expires_at', 'revoked_at'],
    insert: ['ban_type', 'ban_value', 'reason', 'created_at', 'expires_at'],
    update: ['revoked_at'],
};
const TYPES = { email: 'email', domain: 'domain', handle: 'name', ip: 'ip' };
export class SqlBanRegistry {
    db;
    dialect;
    table;
    constructor(db, dialect, table) {
        this.db = db;
        this.dialect = dialect;
        this.table = table;
    }
    /** Equal text alone, so that each is found by the index on type and value. */
    async findKind(targets, at) {
        const all = [...targets];
        const sought = BAN_KINDS.map((kind) => ({
            type: TYPES[kind],
            values: all.filter((target) => target.kind === kind).map(({ value }) => value),
        })).filter(({ values }) => values.length > 0);
        if (sought.length === 0)
            return undefined;
        const rows = await retrying(() => this.inForce(at)
            .select('ban_type')
            .where((is) => is.or(sought.map(({ type, values }) => is.and([is('ban_type', '=', type), is('ban_value', 'in', values)]))))
            .distinct()
            .execute());
        const types = rows.map((row) => row.ban_type);
        return BAN_KINDS.find((kind) => types.includes(TYPES[kind]));
    }
    async add({ target, reason, createdAt, expiresAt }) {
        const type = TYPES[target.kind];
        await this.db
            .insertInto(this.table)
            .values({
            ban_type: type,
            ban_value: target.value,
            reason,
            created_at: this.dialect.writeTime(createdAt),
            expires_at: expiresAt ? this.dialect.writeTime(expiresAt) : null,
        })
            .execute();
        const row = await this.db
            .selectFrom(this.table)
            .select(BANS_TABLE_USE.select)
            .where('ban_type', '=', type)
            .where('ban_value', '=', target.value)
            .orderBy('id', 'desc')
            .limit(1)
            .executeTakeFirstOrThrow();
        return this.toRecord(row);
    }
    async list({ inForceAt, limit }) {
        const query = inForceAt ? this.inForce(inForceAt) : this.db.selectFrom(this.table);
        const rows = await retrying(() => query
            .select(BANS_TABLE_USE.select)
            .orderBy('id')
            .$if(limit !== undefined, (all) => all.limit(limit ?? 0))
            .execute());
        return rows.map((row) => this.toRecord(row));
    }
    async lift(id, at) {
        await this.db
            .updateTable(this.table)
            .set({ revoked_at: this.dialect.writeTime(at) })
            .where('id', '=', id)
            .where('revoked_at', 'is', null)
            .execute();
        const rows = this.db.selectFrom(this.table).select(BANS_TABLE_USE.select);
        const row = await rows.where('id', '=', id).executeTakeFirst();
        return row && this.toRecord(row);
    }
    inForce(at) {
        return this.db
            .selectFrom(this.table)
            .where('revoked_at', 'is', null)
            .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', this.dialect.writeTime(at))]));
    }
    toRecord(row) {
        const optional = (time) => (time === null ? undefined : this.dialect.readTime(time));
        return {
            id: row.id,
            kind: row.ban_type === TYPES.handle ? 'handle' : row.ban_type,
            value: row.ban_value,
            reason: row.reason,
            createdAt: this.dialect.readTime(row.created_at),
            expiresAt: optional(row.expires_at),
            liftedAt: optional(row.revoked_at),
        };
    }
}
