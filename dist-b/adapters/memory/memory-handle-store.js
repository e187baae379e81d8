/** Keeps handles in this process's memory, beside the aliases that they must not meet. */
export class MemoryHandleStore {
    isOthersAlias;
    activity;
    rows = new Map();
    constructor(isOthersAlias, activity) {
        this.isOthersAlias = isOthersAlias;
        this.activity = activity;
    }
    has(handle) {
        return this.rows.has(handle.value);
    }
    take(handle, owner, origin) {
        if (this.has(handle) || this.isOthersAlias(handle, owner))
            return Promise.resolve('held');
        this.rows.set(handle.value, { owner, active: true });
        this.activity.add('handle_create', owner, handle.value, origin);
        return Promise.resolve('taken_now');
    }
    release(handle, owner, origin) {
        const row = this.rows.get(handle.value);
        if (!row)
            return Promise.resolve('not_found');
        if (row.owner.value !== owner.value)
            return Promise.resolve('not_owned');
        if (!row.active)
            return Promise.resolve('inactive');
        this.rows.set(handle.value, { owner, active: false });
        this.activity.add('handle_delete', owner, handle.value, origin);
        return Promise.resolve('released');
    }
}
