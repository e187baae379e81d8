import { err, ok } from '../domain/result.js';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Makes a key that speaks for its owner. */
export class IssueKey {
    keys;
    secrets;
    clock;
    static DEFAULT_DAYS = 90;
    static MIN_DAYS = 1;
    static MAX_DAYS = 9999;
    constructor(keys, secrets, clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.clock = clock;
    }
    async execute({ owner, days }) {
        if (!Number.isInteger(days) || days < IssueKey.MIN_DAYS || days > IssueKey.MAX_DAYS) {
            return err({ kind: 'days_out_of_range', min: IssueKey.MIN_DAYS, max: IssueKey.MAX_DAYS });
        }
        const key = this.secrets.generate();
        const createdAt = this.clock.now();
        const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
        const { id } = await this.keys.add({ hash: this.secrets.hash(key), owner, createdAt, expiresAt });
        return ok({ id, key, owner, expiresAt });
    }
}
