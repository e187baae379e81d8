import { isOn } from '../../dialects/dialect.js';
import { retrying } from '../../retrying.js';
/** Rights and defaults of PostfixAdmin's own hang on a domain of this name, which is none. */
const PSEUDO_DOMAIN = 'ALL';
/** A domain is served while it is active, and not merely passed on to another server. */
export class PostfixadminDomainRegistry {
    db;
    dialect;
    canHide = true;
    constructor(db, dialect) {
        this.db = db;
        this.dialect = dialect;
    }
    async find(domain) {
        const row = await retrying(() => this.select().where('d.domain', '=', domain.value).executeTakeFirst());
        return row && toRecord(row);
    }
    /** PostfixAdmin does not number its domains. */
    idsOf() {
        return Promise.resolve(new Map());
    }
    async add(domain, { visible }) {
        const added = await retrying(() => this.db.transaction().execute(async (trx) => {
            const row = await this.dialect.insertUnlessTaken(trx.insertInto('domain').values({
                domain: domain.value,
                description: '',
                aliases: 0,
                mailboxes: 0,
                maxquota: 0,
                quota: 0,
                transport: 'virtual',
                backupmx: this.dialect.writeFlag(false),
                created: this.dialect.now,
                modified: this.dialect.now,
                active: this.dialect.writeFlag(true),
            }), 'domain');
            if (!row)
                return false;
            // PostfixAdmin may have had the domain, and deleted it.
            await trx.deleteFrom('postern_domain').where('name', '=', domain.value).execute();
            await trx
                .insertInto('postern_domain')
                .values({ name: domain.value, visible: Number(visible) })
                .execute();
            return true;
        }));
        if (!added)
            return { kind: 'exists' };
        return {
            kind: 'added',
            domain: toRecord(await this.select().where('d.domain', '=', domain.value).executeTakeFirstOrThrow()),
        };
    }
    async list() {
        const rows = await retrying(() => this.select().where('d.domain', '!=', PSEUDO_DOMAIN).orderBy('d.domain').execute());
        return rows.map(toRecord);
    }
    async setActive(domain, active) {
        await this.db
            .updateTable('domain')
            .set({ active: this.dialect.writeFlag(active), modified: this.dialect.now })
            .where('domain', '=', domain.value)
            .execute();
        return this.find(domain);
    }
    select() {
        return this.db
            .selectFrom('domain as d')
            .leftJoin('postern_domain as p', 'p.name', 'd.domain')
            .select(['d.domain', 'd.active', 'd.backupmx', 'p.visible']);
    }
}
function toRecord({ domain, active, backupmx, visible }) {
    return { id: undefined, name: domain, active: isOn(active) && !isOn(backupmx), visible: visible !== 0 };
}
