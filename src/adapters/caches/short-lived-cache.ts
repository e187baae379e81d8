export interface CacheLimits {
  /** How old an answer may be when it is used, from when it was asked for. */
  readonly ttlMs: number;
  /** The oldest go when there are more. */
  readonly maxEntries: number;
}

/** As long as a key may live after its revocation, or a domain after it was switched off. */
const DEFAULT_LIMITS: CacheLimits = { ttlMs: 1_000, maxEntries: 10_000 };

interface Entry<T> {
  readonly answer: Promise<T>;
  readonly askedAtMs: number;
}

/**
 * Answers that are good for a moment. Whoever asks while an answer is on its way waits for that one, so that a thousand callers ask
 * once. A failure is told to those who wait, and not kept.
 */
export class ShortLivedCache<T> {
  /** In the order in which they were asked for. */
  private readonly entries = new Map<string, Entry<T>>();

  /** @param elapsedMs - milliseconds since a moment of its own, by a clock that nobody sets. */
  constructor(
    private readonly elapsedMs: () => number,
    private readonly limits: CacheLimits = DEFAULT_LIMITS,
  ) {}

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const nowMs = this.elapsedMs();
    const known = this.entries.get(key);
    if (known && nowMs - known.askedAtMs < this.limits.ttlMs) return known.answer;
    this.entries.delete(key);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size < this.limits.maxEntries) break;
      this.entries.delete(oldest);
    }
    const entry = { answer: ask(), askedAtMs: nowMs };
    this.entries.set(key, entry);
    entry.answer.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    return entry.answer;
  }
}
