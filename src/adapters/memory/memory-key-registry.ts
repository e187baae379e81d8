import type { KeyHash, KeyRecord, KeyRegistry, NewKey } from '../../application/ports/key-registry.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';

/** Keeps keys, by their hash, in this process's memory. */
export class MemoryKeyRegistry implements KeyRegistry {
  /** In order of issue: ids count from 1. */
  private readonly rows: KeyRecord[] = [];
  private readonly idByHash = new Map<KeyHash, number>();

  find(hash: KeyHash): Promise<KeyRecord | undefined> {
    const id = this.idByHash.get(hash);
    return Promise.resolve(id === undefined ? undefined : this.copyOf(id));
  }

  add({ hash, owner, createdAt, expiresAt }: NewKey): Promise<KeyRecord> {
    if (this.idByHash.has(hash)) return Promise.reject(new Error('a key with this hash exists'));
    const id = this.rows.length + 1;
    const lastUsedAt = undefined;
    const record: KeyRecord = { id, owner: owner.value, status: 'active', createdAt, expiresAt, lastUsedAt };
    this.rows.push(copy(record));
    this.idByHash.set(hash, record.id);
    return Promise.resolve(copy(record));
  }

  countWorking(owner: EmailAddress, now: Date): number {
    return this.rows.filter((row) => row.owner === owner.value && row.status === 'active' && row.expiresAt > now)
      .length;
  }

  findById(id: number): Promise<KeyRecord | undefined> {
    return Promise.resolve(this.copyOf(id));
  }

  list({ owner }: { readonly owner?: EmailAddress | undefined }): Promise<readonly KeyRecord[]> {
    return Promise.resolve(this.rows.filter((row) => !owner || row.owner === owner.value).map(copy));
  }

  revoke(id: number): Promise<KeyRecord | undefined> {
    const row = this.rows[id - 1];
    if (!row) return Promise.resolve(undefined);
    this.rows[id - 1] = { ...row, status: 'revoked' };
    return Promise.resolve(this.copyOf(id));
  }

  touch(id: number, at: Date): Promise<void> {
    const row = this.rows[id - 1];
    if (row) this.rows[id - 1] = copy({ ...row, lastUsedAt: at });
    return Promise.resolve();
  }

  /** The mailboxes that keys were ever made for. */
  owners(): readonly string[] {
    return this.rows.map(({ owner }) => owner);
  }

  private copyOf(id: number): KeyRecord | undefined {
    const row = this.rows[id - 1];
    return row && copy(row);
  }
}

/** A Date can be changed by whoever holds it, so rows never share theirs. */
function copy(row: KeyRecord): KeyRecord {
  const { createdAt, expiresAt, lastUsedAt } = row;
  return {
    ...row,
    createdAt: new Date(createdAt),
    expiresAt: new Date(expiresAt),
    lastUsedAt: lastUsedAt && new Date(lastUsedAt),
  };
}
