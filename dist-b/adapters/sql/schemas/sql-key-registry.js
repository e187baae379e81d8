import { Buffer } from 'node:buffer';
import { retrying } from '../retrying.js';
const COLUMNS = ['id', 'owner_email', 'status', 'created_at', 'expires_at', 'last_used_at'];
export class SqlKeyRegistry {
    db;
    dialect;
    table;
    constructor(db, dialect, table) {
        this.db = db;
        this.dialect = dialect;
        this.table = table;
    }
    async find(hash) {
        const row = await retrying(() => this.select().where('token_hash', '=', toBytes(hash)).executeTakeFirst());
        return row && this.toRecord(row);
    }
    async add({ hash, owner, createdAt, expiresAt }) {
        await this.db
            .insertInto(this.table)
            .values({
            owner_email: owner.value,
            token_hash: toBytes(hash),
            created_at: this.dialect.writeTime(createdAt),
            expires_at: this.dialect.writeTime(expiresAt),
        })
            .execute();
        const row = await this.select().where('token_hash', '=', toBytes(hash)).executeTakeFirstOrThrow();
        return this.toRecord(row);
    }
    async findById(id) {
        const row = await retrying(() => this.select().where('id', '=', id).executeTakeFirst());
        return row && this.toRecord(row);
    }
    async list({ owner }) {
        const rows = await this.select()
            .$if(owner !== undefined, (query) => query.where('owner_email', '=', owner?.value ?? ''))
            .orderBy('id')
            .execute();
        return rows.map((row) => this.toRecord(row));
    }
    async revoke(id, at) {
        await this.db
            .updateTable(this.table)
            .set({ status: 'revoked', revoked_at: this.dialect.writeTime(at) })
            .where('id', '=', id)
            .where('status', '!=', 'revoked')
            .execute();
        return this.findById(id);
    }
    async touch(id, at) {
        await this.db
            .updateTable(this.table)
            .set({ last_used_at: this.dialect.writeTime(at) })
            .where('id', '=', id)
            .execute();
    }
    select() {
        return this.db.selectFrom(this.table).select(COLUMNS);
    }
    toRecord(row) {
        return {
            id: row.id,
            owner: row.owner_email,
            status: row.status,
            createdAt: this.dialect.readTime(row.created_at),
            expiresAt: this.dialect.readTime(row.expires_at),
            lastUsedAt: row.last_used_at === null ? undefined : this.dialect.readTime(row.last_used_at),
        };
    }
}
function toBytes(hash) {
    return Buffer.from(hash, 'hex');
}
