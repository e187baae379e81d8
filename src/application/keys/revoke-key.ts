import { err, ok, type Result } from '../../domain/result.js';
import type { Clock } from '../ports/clock.js';
import type { KeyRecord, KeyRegistry } from '../ports/key-registry.js';

export interface RevokeKeyError {
  readonly kind: 'key_unknown';
  readonly id: number;
}

/** Ends a key for good. Revoking it again changes nothing and succeeds. */
export class RevokeKey {
  constructor(
    private readonly keys: KeyRegistry,
    private readonly clock: Clock,
  ) {}

  async execute({ id }: { readonly id: number }): Promise<Result<KeyRecord, RevokeKeyError>> {
    const record = await this.keys.revoke(id, this.clock.now());
    return record ? ok(record) : err({ kind: 'key_unknown', id });
  }
}
