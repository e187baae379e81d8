import { EmailAddress } from '../domain/email-address.js';
import { err, ok } from '../domain/result.js';
import { keyStatusAt } from './key-status.js';
/** `last_used_at` is written at most so often a key. */
const TOUCH_INTERVAL_MS = 60_000;
export class AuthenticateKey {
    keys;
    secrets;
    clock;
    /** A look-up that remembers gives out the same record again. */
    owners = new WeakMap();
    constructor(keys, secrets, clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.clock = clock;
    }
    async execute(key) {
        const record = await this.keys.find(this.secrets.hash(key));
        if (!record)
            return err({ kind: 'unknown_key' });
        const keyId = record.id;
        const now = this.clock.now();
        const status = keyStatusAt(record, now);
        if (status !== 'active')
            return err({ kind: status === 'revoked' ? 'revoked_key' : 'expired_key', keyId });
        const owner = this.ownerOf(record);
        if (!owner.ok)
            return err({ kind: 'unusable_owner', keyId });
        if (!(now.getTime() - (record.lastUsedAt?.getTime() ?? 0) < TOUCH_INTERVAL_MS))
            await this.keys.touch(keyId, now);
        return ok({ keyId, owner: owner.value });
    }
    ownerOf(record) {
        const known = this.owners.get(record);
        if (known)
            return known;
        const owner = EmailAddress.parse(record.owner);
        this.owners.set(record, owner);
        return owner;
    }
}
