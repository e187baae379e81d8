import type { ApiKey } from '../../domain/api-key.js';
import { EmailAddress } from '../../domain/addresses/email-address.js';
import { err, ok, type Result } from '../../domain/result.js';
import { keyStatusAt } from './key-status.js';
import type { Clock } from '../ports/clock.js';
import type { KeyLookup, KeyRecord, KeyUses } from '../ports/key-registry.js';
import type { KeySecrets } from '../ports/key-secrets.js';

/** Who a good key speaks for. */
export interface Caller {
  readonly keyId: number;
  readonly owner: EmailAddress;
}

/** Told apart here for the operator; to a caller they must look alike. */
export type AuthenticateKeyError =
  | { readonly kind: 'unknown_key' }
  | { readonly kind: 'revoked_key'; readonly keyId: number }
  | { readonly kind: 'expired_key'; readonly keyId: number }
  | { readonly kind: 'unusable_owner'; readonly keyId: number };

/** `last_used_at` is written at most so often a key. */
const TOUCH_INTERVAL_MS = 60_000;

export class AuthenticateKey {
  /** A look-up that remembers gives out the same record again. */
  private readonly owners = new WeakMap<KeyRecord, ReturnType<typeof EmailAddress.parse>>();

  constructor(
    private readonly keys: KeyLookup,
    private readonly secrets: KeySecrets,
    private readonly clock: Clock,
    /** Absent: no use is noted. */
    private readonly uses?: KeyUses,
  ) {}

  async execute(key: ApiKey): Promise<Result<Caller, AuthenticateKeyError>> {
    const record = await this.keys.find(this.secrets.hash(key));
    if (!record) return err({ kind: 'unknown_key' });
    const keyId = record.id;
    const now = this.clock.now();
    const status = keyStatusAt(record, now);
    if (status !== 'active') return err({ kind: status === 'revoked' ? 'revoked_key' : 'expired_key', keyId });
    const owner = this.ownerOf(record);
    if (!owner.ok) return err({ kind: 'unusable_owner', keyId });
    if (!(now.getTime() - (record.lastUsedAt?.getTime() ?? 0) < TOUCH_INTERVAL_MS)) this.uses?.note(keyId, now);
    return ok({ keyId, owner: owner.value });
  }

  private ownerOf(record: KeyRecord) {
    const known = this.owners.get(record);
    if (known) return known;
    const owner = EmailAddress.parse(record.owner);
    this.owners.set(record, owner);
    return owner;
  }
}
