import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { keyStatusAt } from './key-status.js';
import type { Clock } from '../ports/clock.js';
import type { KeyRecord, KeyRegistry } from '../ports/key-registry.js';

/** Every key, with the status that it has now; never their secrets. */
export class ListKeys {
  constructor(
    private readonly keys: KeyRegistry,
    private readonly clock: Clock,
  ) {}

  async execute(query: { readonly owner?: EmailAddress | undefined }): Promise<readonly KeyRecord[]> {
    const records = await this.keys.list(query);
    const now = this.clock.now();
    return records.map((record) => ({ ...record, status: keyStatusAt(record, now) }));
  }
}
