import type { EmailAddress } from '../domain/email-address.js';
import type { KeyRecord, KeyRegistry } from './ports/key-registry.js';

/** Every key, also those that work no more; never their secrets. */
export class ListKeys {
  constructor(private readonly keys: KeyRegistry) {}

  execute(query: { readonly owner?: EmailAddress | undefined }): Promise<readonly KeyRecord[]> {
    return this.keys.list(query);
  }
}
