/** Keeps queued mails in this process's memory. Atomic because each call does its work in one turn of the event loop. */
export class MemoryOutbox {
    rows = new Map();
    lastId = 0;
    queue(mail, dueAt) {
        this.rows.set(++this.lastId, { mail, attempts: 0, dueAtMs: dueAt.getTime() });
    }
    lease(now, leaseUntil) {
        const due = [...this.rows]
            .filter(([, { mail, dueAtMs }]) => dueAtMs <= now.getTime() && mail.expiresAt > now)
            .sort(([, a], [, b]) => a.dueAtMs - b.dueAtMs)[0];
        if (!due)
            return Promise.resolve(undefined);
        const [id, { mail, attempts }] = due;
        this.rows.set(id, { mail, attempts: attempts + 1, dueAtMs: leaseUntil.getTime() });
        return Promise.resolve({ ...mail, expiresAt: new Date(mail.expiresAt), id, attempt: attempts + 1 });
    }
    remove(mail) {
        if (this.rows.get(mail.id)?.attempts === mail.attempt)
            this.rows.delete(mail.id);
        return Promise.resolve();
    }
    postpone({ id, attempt }, until) {
        const row = this.rows.get(id);
        if (row?.attempts === attempt)
            this.rows.set(id, { ...row, dueAtMs: until.getTime() });
        return Promise.resolve();
    }
    size() {
        return Promise.resolve(this.rows.size);
    }
    discardExpired(now) {
        for (const [id, { mail }] of this.rows)
            if (mail.expiresAt <= now)
                this.rows.delete(id);
        return Promise.resolve();
    }
}
