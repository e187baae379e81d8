import { BAN_KINDS } from '../../domain/ban-target.js';
/** Keeps bans in this process's memory. */
export class MemoryBanRegistry {
    /** In order of id: they count from 1. */
    rows = [];
    findKind(targets, at) {
        const inForce = this.rows.filter((row) => isInForce(row, at));
        const all = [...targets];
        const strikes = (kind) => all.some((target) => target.kind === kind && inForce.some((row) => isOf(row, target)));
        return Promise.resolve(BAN_KINDS.find(strikes));
    }
    add({ target: { kind, value }, reason, createdAt, expiresAt }) {
        const row = { id: this.rows.length + 1, kind, value, reason, createdAt, expiresAt, liftedAt: undefined };
        this.rows.push(copy(row));
        return Promise.resolve(copy(row));
    }
    list({ inForceAt: at, limit }) {
        const rows = this.rows.filter((row) => !at || isInForce(row, at)).slice(0, limit);
        return Promise.resolve(rows.map(copy));
    }
    lift(id, at) {
        const row = this.rows[id - 1];
        if (!row)
            return Promise.resolve(undefined);
        const lifted = copy({ ...row, liftedAt: row.liftedAt ?? at });
        this.rows[id - 1] = lifted;
        return Promise.resolve(copy(lifted));
    }
}
function isOf(row, { kind, value }) {
    return row.kind === kind && row.value === value;
}
function isInForce({ expiresAt, liftedAt }, at) {
    return !liftedAt && (!expiresAt || expiresAt > at);
}
/** A Date can be changed by whoever holds it, so rows never share theirs. */
function copy(row) {
    const { createdAt, expiresAt, liftedAt } = row;
    return {
        ...row,
        createdAt: new Date(createdAt),
        expiresAt: expiresAt && new Date(expiresAt),
        liftedAt: liftedAt && new Date(liftedAt),
    };
}
