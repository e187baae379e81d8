import { keyStatusAt } from './key-status.js';
/** Every key, with the status that it has now; never their secrets. */
export class ListKeys {
    keys;
    clock;
    constructor(keys, clock) {
        this.keys = keys;
        this.clock = clock;
    }
    async execute(query) {
        const records = await this.keys.list(query);
        const now = this.clock.now();
        return records.map((record) => ({ ...record, status: keyStatusAt(record, now) }));
    }
}
