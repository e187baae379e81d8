/** Keeps requests for keys in this process's memory. Atomic because nothing is awaited between a look and what follows from it. */
export class MemoryCredentialRequests {
    keys;
    outbox;
    rows = new Map();
    constructor(keys, outbox) {
        this.keys = keys;
        this.outbox = outbox;
    }
    add(request, mail, coolDownSince) {
        const isCooling = [...this.rows.values()].some((row) => row.owner.value === request.owner.value && row.createdAt > coolDownSince);
        if (isCooling)
            return Promise.resolve('cooling_down');
        this.rows.set(request.tokenHash, { ...request, confirmed: false });
        this.outbox.queue(mail, request.createdAt);
        return Promise.resolve('added');
    }
    find(tokenHash, now) {
        const row = this.open(tokenHash, now);
        return Promise.resolve(row && { owner: row.owner, days: row.days, expiresAt: new Date(row.expiresAt) });
    }
    async confirm(tokenHash, key, now) {
        const row = this.open(tokenHash, now);
        if (!row)
            return 'gone';
        this.rows.set(tokenHash, { ...row, confirmed: true });
        try {
            await this.keys.add(key);
        }
        catch (error) {
            this.rows.set(tokenHash, row);
            throw error;
        }
        return 'confirmed';
    }
    discardExpired(now) {
        for (const [hash, row] of this.rows)
            if (row.expiresAt <= now)
                this.rows.delete(hash);
        return Promise.resolve();
    }
    open(tokenHash, now) {
        const row = this.rows.get(tokenHash);
        return row && !row.confirmed && row.expiresAt > now ? row : undefined;
    }
}
