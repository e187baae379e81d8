import type { Domain } from '../../domain/addresses/domain.js';

/**
 * A domain as the tables have it. Rows may be written by others, so `name` is text of any form; capitals stay only if the tables
 * compare them, for such a row is not found by its name in lower case.
 */
export interface DomainRecord {
  /** `undefined` in tables that do not number theirs. */
  readonly id: number | undefined;
  readonly name: string;
  /** Whether its mail is taken and aliases on it may be made. */
  readonly active: boolean;
  /** Whether the public list shows it. */
  readonly visible: boolean;
}

/** For asking whether a domain is served. */
export interface DomainLookup {
  find(domain: Domain): Promise<DomainRecord | undefined>;
  /** The ids of those of these names that are there and have one. */
  idsOf(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** For keeping the list of served domains. */
export interface DomainRegistry extends DomainLookup {
  /** Whether these tables can leave a domain out of the public list. */
  readonly canHide: boolean;
  /** Whether these tables can disable a domain. */
  readonly canSwitch: boolean;
  /** @throws Error where it is to be hidden and cannot be. */
  add(domain: Domain, options: { readonly visible: boolean }): Promise<AddDomainOutcome>;
  /** By name. */
  list(): Promise<readonly DomainRecord[]>;
  /** `undefined` where there is no such domain. @throws Error if domains cannot be switched. */
  setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined>;
}

export type AddDomainOutcome =
  | { readonly kind: 'added'; readonly domain: DomainRecord }
  | { readonly kind: 'exists' }
  /** The mail server's tables hold no domain of so many octets. */
  | { readonly kind: 'too_long'; readonly maxOctets: number };
