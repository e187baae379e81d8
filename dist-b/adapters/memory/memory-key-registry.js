/** Keeps keys, by their hash, in this process's memory. */
export class MemoryKeyRegistry {
    /** In order of issue: ids count from 1. */
    rows = [];
    idByHash = new Map();
    find(hash) {
        const id = this.idByHash.get(hash);
        return Promise.resolve(id === undefined ? undefined : this.copyOf(id));
    }
    add({ hash, owner, createdAt, expiresAt }) {
        if (this.idByHash.has(hash))
            return Promise.reject(new Error('a key with this hash exists'));
        const id = this.rows.length + 1;
        const lastUsedAt = undefined;
        const record = { id, owner: owner.value, status: 'active', createdAt, expiresAt, lastUsedAt };
        this.rows.push(copy(record));
        this.idByHash.set(hash, record.id);
        return Promise.resolve(copy(record));
    }
    findById(id) {
        return Promise.resolve(this.copyOf(id));
    }
    list({ owner }) {
        return Promise.resolve(this.rows.filter((row) => !owner || row.owner === owner.value).map(copy));
    }
    revoke(id) {
        const row = this.rows[id - 1];
        if (!row)
            return Promise.resolve(undefined);
        this.rows[id - 1] = { ...row, status: 'revoked' };
        return Promise.resolve(this.copyOf(id));
    }
    touch(id, at) {
        const row = this.rows[id - 1];
        if (row)
            this.rows[id - 1] = copy({ ...row, lastUsedAt: at });
        return Promise.resolve();
    }
    copyOf(id) {
        const row = this.rows[id - 1];
        return row && copy(row);
    }
}
/** A Date can be changed by whoever holds it, so rows never share theirs. */
function copy(row) {
    const { createdAt, expiresAt, lastUsedAt } = row;
    return {
        ...row,
        createdAt: new Date(createdAt),
        expiresAt: new Date(expiresAt),
        lastUsedAt: lastUsedAt && new Date(lastUsedAt),
    };
}
