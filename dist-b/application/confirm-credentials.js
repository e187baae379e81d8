import { err, ok } from '../domain/result.js';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Makes the key that was asked for, once, however many confirm the same token. */
export class ConfirmCredentials {
    requests;
    tokens;
    keys;
    clock;
    constructor(requests, tokens, keys, clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.keys = keys;
        this.clock = clock;
    }
    async execute(token) {
        const now = this.clock.now();
        const tokenHash = this.tokens.hash(token);
        const request = await this.requests.find(tokenHash, now);
        if (!request)
            return err({ kind: 'invalid_or_expired' });
        const { owner, days } = request;
        const key = this.keys.generate();
        const expiresAt = new Date(now.getTime() + days * DAY_MS);
        const outcome = await this.requests.confirm(tokenHash, { hash: this.keys.hash(key), owner, createdAt: now, expiresAt }, now);
        return outcome === 'confirmed' ? ok({ owner, key, days }) : err({ kind: 'invalid_or_expired' });
    }
}
