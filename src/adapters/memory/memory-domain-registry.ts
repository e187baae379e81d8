import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../application/ports/domain-registry.js';
import type { Domain } from '../../domain/addresses/domain.js';

/** Keeps the served domains in this process's memory. */
export class MemoryDomainRegistry implements DomainRegistry {
  readonly canHide = true;
  readonly canSwitch = true;
  private readonly rows = new Map<string, DomainRecord>();

  /** By name. */
  has(name: string): boolean {
    return this.rows.has(name);
  }

  find(domain: Domain): Promise<DomainRecord | undefined> {
    return Promise.resolve(this.rows.get(domain.value));
  }

  idsOf(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = [...this.rows.values()].filter(({ name }) => names.includes(name));
    return Promise.resolve(new Map(rows.map(({ id, name }) => [name, id ?? 0])));
  }

  add(domain: Domain, { visible }: { readonly visible: boolean }): Promise<AddDomainOutcome> {
    if (this.rows.has(domain.value)) return Promise.resolve({ kind: 'exists' });
    const record = Object.freeze({ id: this.rows.size + 1, name: domain.value, active: true, visible });
    this.rows.set(domain.value, record);
    return Promise.resolve({ kind: 'added', domain: record });
  }

  list(): Promise<readonly DomainRecord[]> {
    return Promise.resolve([...this.rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined> {
    const record = this.rows.get(domain.value);
    if (!record) return Promise.resolve(undefined);
    const changed = Object.freeze({ ...record, active });
    this.rows.set(domain.value, changed);
    return Promise.resolve(changed);
  }
}
