/** As long as a key may live after its revocation, or a domain after it was switched off. */
export const DEFAULT_LIMITS = { ttlMs: 1_000, maxEntries: 10_000 };
/**
 * Answers that are good for a moment. Whoever asks while an answer is on its way waits for that one, so that a thousand callers ask
 * once. A failure is told to those who wait, and not kept.
 */
export class ShortLivedCache {
    limits;
    /** In the order in which they were asked for. */
    entries = new Map();
    nowMs;
    constructor(limits = DEFAULT_LIMITS) {
        this.limits = limits;
        this.nowMs = limits.nowMs ?? (() => performance.now());
    }
    get(key, ask) {
        const nowMs = this.nowMs();
        const known = this.entries.get(key);
        if (known && nowMs - known.askedAtMs < this.limits.ttlMs)
            return known.answer;
        this.entries.delete(key);
        for (const oldest of this.entries.keys()) {
            if (this.entries.size < this.limits.maxEntries)
                break;
            this.entries.delete(oldest);
        }
        const entry = { answer: ask(), askedAtMs: nowMs };
        this.entries.set(key, entry);
        entry.answer.catch(() => {
            if (this.entries.get(key) === entry)
                this.entries.delete(key);
        });
        return entry.answer;
    }
}
