import type { ApiKey } from '../domain/api-key.js';
import { EmailAddress } from '../domain/email-address.js';
import { err, ok, type Result } from '../domain/result.js';
import { keyStatusAt } from './key-status.js';
import type { Clock } from './ports/clock.js';
import type { KeyLookup } from './ports/key-registry.js';
import type { KeySecrets } from './ports/key-secrets.js';

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
  constructor(
    private readonly keys: KeyLookup,
    private readonly secrets: KeySecrets,
    private readonly clock: Clock,
  ) {}

  async execute(key: ApiKey): Promise<Result<Caller, AuthenticateKeyError>> {
    const record = await this.keys.find(this.secrets.hash(key));
    if (!record) return err({ kind: 'unknown_key' });
    const keyId = record.id;
    const now = this.clock.now();
    const status = keyStatusAt(record, now);
    if (status !== 'active') return err({ kind: status === 'revoked' ? 'revoked_key' : 'expired_key', keyId });
    const owner = EmailAddress.parse(record.owner);
    if (!owner.ok) return err({ kind: 'unusable_owner', keyId });
    if (!(now.getTime() - (record.lastUsedAt?.getTime() ?? 0) < TOUCH_INTERVAL_MS)) await this.keys.touch(keyId, now);
    return ok({ keyId, owner: owner.value });
  }
}
