import { MAX_CLAIMS, } from '../../application/ports/alias-store.js';
import { Alias } from '../../domain/alias.js';
import { unwrap } from '../../domain/result.js';
/** Keeps aliases in this process's memory. Atomic because each call does its work in one turn of the event loop. */
export class MemoryAliasStore {
    clock;
    activity;
    isHandleTaken;
    /** By address, in order of claim. */
    rows = new Map();
    constructor(clock, activity, isHandleTaken) {
        this.clock = clock;
        this.activity = activity;
        this.isHandleTaken = isHandleTaken;
    }
    claim(alias, origin) {
        return Promise.resolve(this.claimNow(alias, origin));
    }
    claimMany(aliases, { dryRun = false } = {}) {
        if (aliases.length > MAX_CLAIMS)
            return Promise.reject(new RangeError(`at most ${MAX_CLAIMS} claims at once`));
        const outcomes = aliases.map((alias) => this.claimNow(alias));
        if (dryRun)
            for (const [at, { address }] of aliases.entries())
                if (outcomes[at]?.kind === 'claimed')
                    this.rows.delete(address.value);
        return Promise.resolve(outcomes);
    }
    revive(alias, origin) {
        const held = this.rows.get(alias.address.value);
        if (held?.alias.goto.value !== alias.goto.value)
            return Promise.resolve('not_held');
        if (!held.alias.active) {
            this.change(held, alias);
            this.activity.add('alias_create', alias.goto, alias.address.value, origin);
        }
        return Promise.resolve('revived');
    }
    deactivate(address, owner, origin) {
        const held = this.rows.get(address.value);
        if (!held)
            return Promise.resolve('not_found');
        if (held.alias.goto.value !== owner.value)
            return Promise.resolve('not_owned');
        if (!held.alias.active)
            return Promise.resolve('inactive');
        this.change(held, unwrap(Alias.of(address, held.alias.goto, false)));
        this.activity.add('alias_delete', owner, address.value, origin);
        return Promise.resolve('deactivated');
    }
    setActive(address, active) {
        const held = this.rows.get(address.value);
        if (!held)
            return Promise.resolve('not_found');
        if (held.alias.active !== active)
            this.change(held, unwrap(Alias.of(address, held.alias.goto, active)));
        return Promise.resolve('set');
    }
    list({ limit, offset, beforeId = Infinity, ...filter }) {
        const rows = this.filtered(filter, beforeId);
        return Promise.resolve(rows.slice(offset, offset + limit).map(toRecord));
    }
    async idAt({ owner, offset, beforeId }) {
        const [row] = await this.list({ owner, beforeId, limit: 1, offset });
        return row?.id;
    }
    scan({ limit, after = '', ...filter }) {
        const rows = this.filtered(filter).filter(({ alias }) => alias.address.value > after);
        const sorted = rows.sort((a, b) => (a.alias.address.value < b.alias.address.value ? -1 : 1));
        return Promise.resolve(sorted.slice(0, limit).map(toRecord));
    }
    count(filter, max) {
        return Promise.resolve(Math.min(this.filtered(filter).length, max));
    }
    stats({ owner, createdSince, modifiedSince, max }) {
        const rows = this.filtered({ owner }).slice(0, max);
        const names = [...new Set(rows.map(({ alias }) => alias.address.domain.value))].sort();
        const isActive = ({ alias }) => alias.active;
        return Promise.resolve({
            total: rows.length,
            active: rows.filter(isActive).length,
            createdSince: rows.filter(({ createdAtMs }) => createdAtMs >= createdSince.getTime()).length,
            modifiedSince: rows.filter(({ modifiedAtMs }) => modifiedAtMs >= modifiedSince.getTime()).length,
            byDomain: names.map((domain) => {
                const of = rows.filter(({ alias }) => alias.address.domain.value === domain);
                return { domain, total: of.length, active: of.filter(isActive).length };
            }),
        });
    }
    /** Whether anybody but the owner has an alias of this local part, on any domain. */
    isOthers(handle, owner) {
        return [...this.rows.values()].some(({ alias }) => alias.address.handle.value === handle.value && alias.goto.value !== owner.value);
    }
    claimNow(alias, origin) {
        if (this.isHandleTaken(alias.address.handle))
            return { kind: 'taken', by: { kind: 'other' } };
        const held = this.rows.get(alias.address.value);
        if (held)
            return { kind: 'taken', by: { kind: 'alias', alias: held.alias } };
        const nowMs = this.clock.now().getTime();
        const id = this.rows.size + 1;
        this.rows.set(alias.address.value, { id, alias, createdAtMs: nowMs, modifiedAtMs: nowMs });
        this.activity.add('alias_create', alias.goto, alias.address.value, origin);
        return { kind: 'claimed' };
    }
    change(row, alias) {
        this.rows.set(alias.address.value, { ...row, alias, modifiedAtMs: this.clock.now().getTime() });
    }
    /** Newest first. */
    filtered({ owner, active, domain, prefix, among }, beforeId = Infinity) {
        return [...this.rows.values()]
            .reverse()
            .filter(({ id, alias }) => id < beforeId && (!owner || alias.goto.value === owner.value))
            .slice(0, among)
            .filter(({ alias }) => (active === undefined || alias.active === active) &&
            (!domain || alias.address.domain.value === domain.value) &&
            (!prefix || alias.address.handle.value.startsWith(prefix.value)));
    }
}
function toRecord({ id, alias, createdAtMs, modifiedAtMs }) {
    return {
        id,
        address: alias.address.value,
        goto: alias.goto.value,
        active: alias.active,
        createdAt: new Date(createdAtMs),
        modifiedAt: new Date(modifiedAtMs),
    };
}
