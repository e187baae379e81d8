import { byValue } from '../../by-value.js';
import { byAddress } from '../../claim-in-order.js';
import { isOn } from '../../dialects/dialect.js';
import { executeTogether } from '../../execute-together.js';
import { Contended, OutcomeUnknown } from '../../failures.js';
import { insertRows, selectRows } from '../../many-rows.js';
import { repeating, transact } from '../../repeatable-transaction.js';
import { toHolder } from '../to-holder.js';
import { enterDomains } from './enter-domains.js';
/**
 * Claims of different addresses, in one transaction. Their domains are entered first, so what is read then stays true but for what
 * PostfixAdmin writes, which takes no locks: if any address was not free any more, all of it is done once more.
 */
export class PostfixadminClaims {
    db;
    dialect;
    activity;
    now;
    constructor(db, dialect, activity) {
        this.db = db;
        this.dialect = dialect;
        this.activity = activity;
        this.now = dialect.now.compile(db).sql;
    }
    async claim(claims, { isTried = false, knowsItsOwn = false, maxAttempts } = {}) {
        if (claims.length === 0)
            return new Map();
        /** The numbers of our rows that a try made whose outcome was not known. */
        const earlier = new Set();
        let made = [];
        const work = async (trx) => {
            const domains = await enterDomains(trx, this.dialect, claims.map(({ alias }) => alias.address.domain));
            const held = await this.readHeld(trx, claims, domains);
            const isOwn = ({ alias }) => {
                const given = held.given.get(alias.address.value);
                return given !== undefined && earlier.has(given.id) && given.owner_email === alias.goto.value;
            };
            const outcomes = decide(claims.filter((claim) => !isOwn(claim)), domains, held);
            const free = byAddress(claims.filter(({ alias }) => outcomes.get(alias.address.value)?.kind === 'claimed'));
            made = free.length > 0 ? await this.insert(trx, free, knowsItsOwn) : [];
            for (const claim of claims)
                if (isOwn(claim))
                    outcomes.set(claim.alias.address.value, { kind: 'claimed' });
            return outcomes;
        };
        return repeating(async () => {
            try {
                return await transact(this.db, work, () => !isTried);
            }
            catch (error) {
                if (error instanceof OutcomeUnknown)
                    for (const id of made)
                        earlier.add(id);
                throw error;
            }
        }, maxAttempts);
    }
    async readHeld(trx, claims, { twinsOf }) {
        const addresses = [
            ...new Set(claims.flatMap(({ alias }) => [alias.address.value, ...twinsOf(alias.address)])),
        ].sort();
        const names = [...new Set(claims.map(({ alias }) => alias.address.handle.value))].sort();
        const among = (table, by, columns) => (values) => selectRows(this.dialect, { table, columns: [by, ...columns], by }, values);
        const handles = among('postern_handle', 'handle', []);
        const mailboxes = among('mailbox', 'username', []);
        const given = among('postern_alias', 'address', ['id', 'owner_email']);
        const rows = among('alias', 'address', ['goto', 'active']);
        const queries = [handles(names), mailboxes(addresses), given(addresses), rows(addresses)];
        const answers = await executeTogether(trx, queries.flat());
        let at = 0;
        const next = async (by, values, ask) => {
            const found = answers.slice(at, (at += ask(values).length)).flatMap((answer) => answer.rows);
            const byText = await byValue(values, found, (row) => String(row[by]), async (value) => (await executeTogether(trx, ask([value]))).flatMap((answer) => answer.rows));
            return byText;
        };
        return {
            handles: await next('handle', names, handles),
            mailboxes: await next('username', addresses, mailboxes),
            given: await next('address', addresses, given),
            rows: await next('address', addresses, rows),
        };
    }
    /** Returns the numbers of our rows, by which they are known again should the answer to the COMMIT be lost. */
    async insert(trx, free, knowsItsOwn) {
        const { dialect, now } = this;
        const aliases = insertRows(dialect, {
            table: 'alias',
            columns: ['address', 'goto', 'domain', 'active'],
            constants: { created: now, modified: now },
            key: 'address',
        }, free.map(({ alias: { address, goto, active } }) => [
            address.value,
            goto.value,
            address.domain.value,
            dialect.writeFlag(active),
        ]));
        const given = insertRows(dialect, { table: 'postern_alias', columns: ['address', 'owner_email'], key: 'address' }, free.map(({ alias }) => [alias.address.value, alias.goto.value]));
        const marks = knowsItsOwn && dialect.losesAnswers
            ? selectRows(dialect, { table: 'postern_alias', columns: ['id'], by: 'address' }, free.map(({ alias }) => alias.address.value))
            : [];
        const logs = this.activity.insertsOf('alias_create', free);
        const answers = await executeTogether(trx, [...aliases, ...given, ...marks, ...logs]);
        const inserted = answers.map(({ numAffectedRows = 0n }) => Number(numAffectedRows));
        const sum = (from, count) => inserted.slice(from, from + count).reduce((all, one) => all + one, 0);
        if (sum(0, aliases.length) < free.length)
            throw new Contended('PostfixAdmin took an address between the look at it and its claim');
        if (sum(aliases.length, given.length) < free.length)
            throw new Error('an address was given out while its domain was entered');
        const from = aliases.length + given.length;
        return answers.slice(from, from + marks.length).flatMap(({ rows }) => rows.map(({ id }) => Number(id)));
    }
}
/** As if they came one after another: each is in the way of its twins, and takes one of what is left to its domain. */
function decide(claims, { twinsOf, limits }, held) {
    const outcomes = new Map();
    const left = new Map([...limits].map(([domain, limit]) => [domain, limit.left]));
    const isHeld = (address) => held.mailboxes.has(address) || held.given.has(address) || held.rows.has(address);
    for (const { alias } of claims) {
        const { address } = alias;
        const twins = twinsOf(address);
        const limit = limits.get(address.domain.value)?.limit;
        const room = left.get(address.domain.value) ?? Infinity;
        if (held.handles.has(address.handle.value))
            outcomes.set(address.value, { kind: 'taken', by: { kind: 'other' } });
        else if (isHeld(address.value))
            outcomes.set(address.value, { kind: 'taken', by: holderOf(address, [address.value, ...twins], held) });
        else if (twins.some((twin) => isHeld(twin) || outcomes.get(twin)?.kind === 'claimed'))
            outcomes.set(address.value, { kind: 'taken', by: { kind: 'other' } });
        else if (limit !== undefined && room === 0)
            outcomes.set(address.value, { kind: 'limit_reached', limit });
        else {
            outcomes.set(address.value, { kind: 'claimed' });
            left.set(address.domain.value, room - 1);
        }
    }
    return outcomes;
}
function holderOf(address, all, { rows, given, mailboxes }) {
    const row = rows.get(address.value);
    const isOurs = row && given.get(address.value)?.owner_email === row.goto;
    if (!isOurs || all.some((one) => mailboxes.has(one)))
        return { kind: 'other' };
    return toHolder(address, { ...row, active: isOn(row.active) });
}
