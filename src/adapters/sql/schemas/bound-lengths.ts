import type { AliasList, AliasStore, ClaimOutcome } from '../../../application/ports/alias-store.js';
import type { DomainRegistry } from '../../../application/ports/domain-registry.js';
import type { Alias } from '../../../domain/alias.js';

/** How many octets columns hold, if that is fewer than an address or a domain may have. */
export interface Longest {
  readonly address?: number;
  readonly goto?: number;
  readonly domain?: number;
}

/** Aliases in columns that hold no more: what is longer is refused by itself, for a database may truncate it, or fail the batch. */
export function boundAliases(store: AliasStore & AliasList, longest: Longest): AliasStore & AliasList {
  return {
    claim: async (claim) => findTooLong(claim.alias, longest) ?? (await store.claim(claim)),
    claimMany: async (aliases, ...args) => {
      const refused = aliases.map((alias) => findTooLong(alias, longest));
      const fitting = aliases.filter((_, at) => refused[at] === undefined);
      const outcomes = (await store.claimMany(fitting, ...args)).values();
      return refused.map((outcome) => outcome ?? (outcomes.next().value as ClaimOutcome));
    },
    revive: (...args) => store.revive(...args),
    deactivate: (...args) => store.deactivate(...args),
    setActive: (...args) => store.setActive(...args),
    deactivateExpired: (...args) => store.deactivateExpired(...args),
    list: (...args) => store.list(...args),
    idAt: (...args) => store.idAt(...args),
    scan: (...args) => store.scan(...args),
    count: (...args) => store.count(...args),
    stats: (...args) => store.stats(...args),
    metadataOf: (...args) => store.metadataOf(...args),
  };
}

/** Domains likewise. */
export function boundDomains(registry: DomainRegistry, { domain: maxOctets = Infinity }: Longest): DomainRegistry {
  return {
    canHide: registry.canHide,
    canSwitch: registry.canSwitch,
    add: async (domain, options) =>
      domain.value.length > maxOctets ? { kind: 'too_long', maxOctets } : registry.add(domain, options),
    find: (...args) => registry.find(...args),
    idsOf: (...args) => registry.idsOf(...args),
    list: () => registry.list(),
    setActive: (...args) => registry.setActive(...args),
  };
}

function findTooLong(alias: Alias, longest: Longest): ClaimOutcome | undefined {
  for (const part of ['address', 'goto'] as const) {
    const maxOctets = longest[part];
    // ASCII, so that octets are characters.
    if (maxOctets !== undefined && alias[part].value.length > maxOctets) return { kind: 'too_long', part, maxOctets };
  }
  return undefined;
}
