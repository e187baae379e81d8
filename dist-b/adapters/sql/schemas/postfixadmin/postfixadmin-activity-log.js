import { ACTIVITY_ROUTES, } from '../../../../application/ports/activity-log.js';
import { executeTogether } from '../../execute-together.js';
import { insertRows } from '../../many-rows.js';
import { retrying } from '../../retrying.js';
const MAX_USER_AGENT_LENGTH = 255;
/** By what way a change was asked for. */
const AUDIT = {
    key_id: ({ keyId }) => keyId,
    request_id: ({ requestId }) => requestId,
    request_ip: ({ ip }) => ip,
    user_agent: ({ userAgent }) => userAgent.slice(0, MAX_USER_AGENT_LENGTH),
};
const AUDITED = ['key_id', 'request_id', 'request_ip', 'user_agent'];
/** What owners did, in a table of ours. */
export class PostfixadminActivityLog {
    db;
    dialect;
    audited;
    constructor(db, dialect, 
    /** Which columns the table has; older ones lack those that came later. */
    columns) {
        this.db = db;
        this.dialect = dialect;
        this.audited = AUDITED.filter((column) => columns.has(column));
    }
    /** Within the transaction of the change itself. */
    async write(trx, type, owner, 
    /** An address or a handle. */
    subject, origin) {
        if (origin)
            await executeTogether(trx, this.inserts([this.rowOf(type, owner, subject, origin)]));
    }
    /** The same of many, for those that come with their origin. */
    insertsOf(type, claims) {
        return this.inserts(claims.flatMap(({ alias, origin }) => origin ? [this.rowOf(type, alias.goto, alias.address.value, origin)] : []));
    }
    inserts(rows) {
        const columns = ['owner_email', 'type', 'address', ...this.audited];
        return insertRows(this.dialect, { table: 'postern_activity', columns }, rows);
    }
    rowOf(type, owner, subject, origin) {
        return [owner.value, type, subject, ...this.audited.map((column) => AUDIT[column](origin))];
    }
    async list({ owner, limit, offset, beforeId }) {
        const rows = await retrying(() => this.db
            .selectFrom('postern_activity')
            .select(['id', 'type', 'address', 'occurred_at'])
            .where('owner_email', '=', owner.value)
            .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
            .orderBy('id', 'desc')
            .limit(limit)
            .offset(offset)
            .execute());
        return rows.map(({ id, type, address, occurred_at }) => ({
            id,
            type,
            occurredAt: this.dialect.readTime(occurred_at),
            route: ACTIVITY_ROUTES[type],
            subject: address,
        }));
    }
}
