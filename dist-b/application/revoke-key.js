import { err, ok } from '../domain/result.js';
/** Ends a key for good. Revoking it again changes nothing and succeeds. */
export class RevokeKey {
    keys;
    clock;
    constructor(keys, clock) {
        this.keys = keys;
        this.clock = clock;
    }
    async execute({ id }) {
        const record = await this.keys.revoke(id, this.clock.now());
        return record ? ok(record) : err({ kind: 'key_unknown', id });
    }
}
