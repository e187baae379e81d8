import type { Alias } from '../../../../domain/alias.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';

/** The claims of one transaction that were granted so far, as if each had been made after the one before it. */
export class EarlierClaims {
  private readonly owners = new Map<string, string>();
  private readonly gotos = new Set<string>();
  /** Who holds names that extend an address. */
  private readonly extendedBy = new Map<string, Set<string>>();

  constructor(private readonly delimiter: RecipientDelimiter) {}

  /** Whether one of them is in the way of this claim, though not at the same address. */
  areInTheWayOf({ address, goto }: Alias): boolean {
    const base = this.delimiter.baseAddressOf(address)?.value;
    if (this.gotos.has(address.value)) return true;
    if (base === undefined)
      return [...(this.extendedBy.get(address.value) ?? [])].some((owner) => owner !== goto.value);
    const owner = this.owners.get(base);
    return (owner !== undefined && owner !== goto.value) || (this.gotos.has(base) && base !== goto.value);
  }

  add({ address, goto }: Alias): void {
    this.owners.set(address.value, goto.value);
    this.gotos.add(goto.value);
    const base = this.delimiter.baseAddressOf(address)?.value;
    if (base !== undefined) this.extendedBy.set(base, (this.extendedBy.get(base) ?? new Set()).add(goto.value));
  }
}
