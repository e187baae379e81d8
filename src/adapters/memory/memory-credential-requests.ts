import type {
  CredentialRequest,
  CredentialRequests,
  NewCredentialRequest,
  TokenHash,
} from '../../application/ports/credential-requests.js';
import type { NewKey } from '../../application/ports/key-registry.js';
import type { NewMail } from '../../application/ports/outbox.js';
import { mailboxOf } from '../../domain/addresses/mailbox-of.js';
import type { MemoryKeyRegistry } from './memory-key-registry.js';
import type { MemoryOutbox } from './memory-outbox.js';

/** Keeps requests for keys in this process's memory. Atomic because nothing is awaited between a look and what follows from it. */
export class MemoryCredentialRequests implements CredentialRequests {
  private readonly rows = new Map<TokenHash, NewCredentialRequest & { readonly confirmed: boolean }>();

  constructor(
    private readonly keys: MemoryKeyRegistry,
    private readonly outbox: MemoryOutbox,
  ) {}

  add(
    request: NewCredentialRequest,
    mail: NewMail | undefined,
    coolDownSince: Date,
    maxQueued = Number.POSITIVE_INFINITY,
  ): Promise<'added' | 'cooling_down' | 'queue_full'> {
    const mailbox = mailboxOf(request.owner);
    const isCooling = [...this.rows.values()].some(
      (row) => mailboxOf(row.owner) === mailbox && row.createdAt > coolDownSince,
    );
    if (isCooling) return Promise.resolve('cooling_down');
    if (this.outbox.waiting(request.createdAt) >= maxQueued) return Promise.resolve('queue_full');
    this.rows.set(request.tokenHash, { ...request, confirmed: false });
    if (mail) this.outbox.queue(mail, request.createdAt);
    return Promise.resolve('added');
  }

  find(tokenHash: TokenHash, now: Date): Promise<CredentialRequest | undefined> {
    const row = this.open(tokenHash, now);
    return Promise.resolve(row && { owner: row.owner, days: row.days, expiresAt: new Date(row.expiresAt) });
  }

  async confirm(
    tokenHash: TokenHash,
    key: NewKey,
    now: Date,
    quota = Infinity,
  ): Promise<'confirmed' | 'gone' | 'quota_reached'> {
    const row = this.open(tokenHash, now);
    if (!row) return 'gone';
    if (this.keys.countWorking(key.owner, now) >= quota) return 'quota_reached';
    this.rows.set(tokenHash, { ...row, confirmed: true });
    try {
      await this.keys.add(key);
    } catch (error) {
      this.rows.set(tokenHash, row);
      throw error;
    }
    return 'confirmed';
  }

  discardExpired(now: Date): Promise<void> {
    for (const [hash, row] of this.rows) if (row.expiresAt <= now) this.rows.delete(hash);
    return Promise.resolve();
  }

  private open(tokenHash: TokenHash, now: Date) {
    const row = this.rows.get(tokenHash);
    return row && !row.confirmed && row.expiresAt > now ? row : undefined;
  }
}
