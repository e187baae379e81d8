import { retrying } from '../../retrying.js';
/** Aliases need a domain that is active both for the mail server and, where the tables know of it, by its MX record. */
export class HaltmanDomainRegistry {
    db;
    dialect;
    columns;
    canHide;
    constructor(db, dialect, 
    /** Which columns the table has; older ones lack those that came later. */
    columns) {
        this.db = db;
        this.dialect = dialect;
        this.columns = columns;
        this.canHide = columns.has('visible');
    }
    async find(domain) {
        const row = await retrying(() => this.select().where('name', '=', domain.value).executeTakeFirst());
        return row && toRecord(row);
    }
    async idsOf(names) {
        if (names.length === 0)
            return new Map();
        const rows = await retrying(() => this.select().where('name', 'in', names).execute());
        return new Map(rows.map(({ name, id }) => [name, id]));
    }
    async add(domain, { visible }) {
        if (!visible && !this.canHide)
            throw new Error('the table domain has no column to hide a domain by');
        const flags = { active: 1, active_mx: 1, active_ui: 1, visible: visible ? 1 : 0 };
        const row = { name: domain.value, ...this.present(flags) };
        if (!(await this.dialect.insertUnlessTaken(this.db.insertInto('domain').values(row), 'name')))
            return { kind: 'exists' };
        const added = await this.select().where('name', '=', domain.value).executeTakeFirstOrThrow();
        return { kind: 'added', domain: toRecord(added) };
    }
    async list() {
        const rows = await retrying(() => this.select().orderBy('name').execute());
        return rows.map(toRecord);
    }
    async setActive(domain, active) {
        const flags = active ? { active: 1, active_mx: 1 } : { active: 0 };
        await this.db.updateTable('domain').set(this.present(flags)).where('name', '=', domain.value).execute();
        return this.find(domain);
    }
    select() {
        return this.db
            .selectFrom('domain')
            .select(['id', 'name', 'active'])
            .$if(this.columns.has('active_mx'), (query) => query.select('active_mx'))
            .$if(this.columns.has('visible'), (query) => query.select('visible'));
    }
    present(flags) {
        return Object.fromEntries(Object.entries(flags).filter(([name]) => this.columns.has(name)));
    }
}
function toRecord({ id, name, active, active_mx = 1, visible = 1 }) {
    return { id, name, active: active === 1 && active_mx === 1, visible: visible === 1 };
}
