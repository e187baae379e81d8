import { EmailAddress } from '../domain/email-address.js';
import { err } from '../domain/result.js';
/** Makes a new key for a key's owner, then ends the old one: whatever happens between, the owner has one that works. */
export class RotateKey {
    keys;
    issueKey;
    revokeKey;
    constructor(keys, issueKey, revokeKey) {
        this.keys = keys;
        this.issueKey = issueKey;
        this.revokeKey = revokeKey;
    }
    async execute({ id, days }) {
        const old = await this.keys.findById(id);
        if (!old)
            return err({ kind: 'key_unknown', id });
        if (old.status === 'revoked')
            return err({ kind: 'key_revoked', id });
        const owner = EmailAddress.parse(old.owner);
        if (!owner.ok)
            return err({ kind: 'unusable_owner', id });
        const issued = await this.issueKey.execute({ owner: owner.value, days });
        if (issued.ok)
            await this.revokeKey.execute({ id });
        return issued;
    }
}
