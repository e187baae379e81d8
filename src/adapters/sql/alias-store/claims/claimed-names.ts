import type { Claim } from '../../batching/claim.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';

/** The names that claims are about, each once and in one order, as their rows may be locked. */
export class ClaimedNames {
  constructor(
    private readonly delimiter: RecipientDelimiter,
    private readonly claims: readonly Claim[],
  ) {}

  addresses(): readonly string[] {
    return this.claims.map(({ alias }) => alias.address.value);
  }

  /** The addresses that claimed ones extend. */
  bases(): readonly string[] {
    return unique(this.claims.flatMap(({ alias }) => this.delimiter.baseAddressOf(alias.address)?.value ?? []));
  }

  /** Handles, and those that they extend. */
  handles(): readonly string[] {
    return unique(
      this.claims.flatMap(({ alias: { address } }) => {
        const base = this.delimiter.baseOf(address.handle);
        return base ? [address.handle.value, base.value] : [address.handle.value];
      }),
    );
  }
}

export function unique(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}
