import type { AliasList } from '../../application/ports/alias-store.js';
import type { KeyRegistry } from '../../application/ports/key-registry.js';
import type { OwnerLookup } from '../../application/ports/owner-lookup.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { Domain } from '../../domain/addresses/domain.js';
import type { MemoryHandleStore } from './memory-handle-store.js';

/** Finds owners in what the other stores of this process's memory keep. */
export class MemoryOwnerLookup implements OwnerLookup {
  constructor(
    private readonly aliases: Pick<AliasList, 'list'>,
    private readonly handles: Pick<MemoryHandleStore, 'owners'>,
    private readonly keys: Pick<KeyRegistry, 'list'>,
  ) {}

  async findOn({ value: domain }: Domain, max: number): Promise<readonly string[]> {
    const aliases = await this.aliases.list({ limit: Infinity, offset: 0 });
    const keys = await this.keys.list({});
    const all = [...aliases.map(({ goto }) => goto), ...this.handles.owners(), ...keys.map(({ owner }) => owner)];
    return [...new Set(all.filter((owner) => owner.endsWith(`@${domain}`)))].sort().slice(0, max);
  }

  async findAliases(addresses: readonly EmailAddress[]): Promise<ReadonlySet<string>> {
    const aliases = await this.aliases.list({ limit: Infinity, offset: 0 });
    const given = new Set(aliases.map(({ address }) => address));
    return new Set(addresses.map(({ value }) => value).filter((address) => given.has(address)));
  }
}
