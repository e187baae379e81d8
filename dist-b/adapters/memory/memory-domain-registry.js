/** Keeps the served domains in this process's memory. */
export class MemoryDomainRegistry {
    canHide = true;
    rows = new Map();
    find(domain) {
        return Promise.resolve(this.rows.get(domain.value));
    }
    idsOf(names) {
        const rows = [...this.rows.values()].filter(({ name }) => names.includes(name));
        return Promise.resolve(new Map(rows.map(({ id, name }) => [name, id ?? 0])));
    }
    add(domain, { visible }) {
        if (this.rows.has(domain.value))
            return Promise.resolve({ kind: 'exists' });
        const record = Object.freeze({ id: this.rows.size + 1, name: domain.value, active: true, visible });
        this.rows.set(domain.value, record);
        return Promise.resolve({ kind: 'added', domain: record });
    }
    list() {
        return Promise.resolve([...this.rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
    }
    setActive(domain, active) {
        const record = this.rows.get(domain.value);
        if (!record)
            return Promise.resolve(undefined);
        const changed = Object.freeze({ ...record, active });
        this.rows.set(domain.value, changed);
        return Promise.resolve(changed);
    }
}
