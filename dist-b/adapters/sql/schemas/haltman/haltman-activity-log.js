import { ACTIVITY_ROUTES, } from '../../../../application/ports/activity-log.js';
import { executeTogether } from '../../execute-together.js';
import { insertRows } from '../../many-rows.js';
import { retrying } from '../../retrying.js';
import { ipBytes } from '../ip-bytes.js';
const MAX_USER_AGENT_LENGTH = 255;
const COLUMNS = ['api_token_id', 'api_token_owner_email', 'route', 'body', 'request_ip', 'user_agent'];
/** A change that an owner made is known by its route. The haltman API's rows may have a query string behind it. */
const KNOWN = Object.entries(ACTIVITY_ROUTES);
/** The API's log: a row a request that changed something, in the form that the haltman API gave them. */
export class HaltmanActivityLog {
    db;
    dialect;
    constructor(db, dialect) {
        this.db = db;
        this.dialect = dialect;
    }
    /** Within the transaction of the change itself. */
    async write(trx, type, owner, subject, origin) {
        if (origin)
            await executeTogether(trx, this.inserts([rowOf(type, owner, subject, origin)]));
    }
    /** The same of many, for those that come with their origin. */
    insertsOf(type, claims) {
        return this.inserts(claims.flatMap(({ alias, origin }) => (origin ? [rowOf(type, alias.goto, alias.address.value, origin)] : [])));
    }
    inserts(rows) {
        return insertRows(this.dialect, { table: 'api_logs', columns: COLUMNS }, rows);
    }
    async list({ owner, limit, offset, beforeId }) {
        const rows = await retrying(() => this.db
            .selectFrom('api_logs')
            .select(['id', 'created_at', 'route', 'body'])
            .where('api_token_owner_email', '=', owner.value)
            .where((where) => where.or(KNOWN.map(([, route]) => this.dialect.startsWith('route', route))))
            .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
            .orderBy('id', 'desc')
            .limit(limit)
            .offset(offset)
            .execute());
        return rows.map(({ id, created_at, route, body }) => ({
            id,
            type: KNOWN.find(([, known]) => route.startsWith(known))?.[0] ?? 'alias_create',
            occurredAt: this.dialect.readTime(created_at),
            route: route.split('?', 1)[0] ?? '',
            subject: subjectOf(body),
        }));
    }
}
function rowOf(type, owner, subject, origin) {
    return [
        origin.keyId,
        owner.value,
        ACTIVITY_ROUTES[type],
        JSON.stringify({ operation: type, outcome: 'success', request_id: origin.requestId, resource: subject }),
        ipBytes(origin.ip),
        origin.userAgent.slice(0, MAX_USER_AGENT_LENGTH),
    ];
}
/** The haltman API's own rows say it in other ways, or not at all. */
function subjectOf(body) {
    try {
        const parsed = JSON.parse(body ?? 'null');
        const resource = typeof parsed === 'object' && parsed && 'resource' in parsed ? parsed.resource : undefined;
        return typeof resource === 'string' ? resource : undefined;
    }
    catch {
        return undefined;
    }
}
