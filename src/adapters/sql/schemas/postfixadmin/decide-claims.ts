import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { Alias } from '../../../../domain/alias.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import type { Claim } from '../../batching/claim.js';
import { isOn } from '../../connections/dialect.js';
import { EarlierClaims } from '../../alias-store/earlier-claims.js';
import { isSpellingOf } from '../../statements/letter-case.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { toHolder } from '../../alias-store/to-holder.js';
import type { EnteredDomains } from './enter-domains.js';

export interface HandleRow {
  readonly owner_email: string;
}

export interface GivenRow extends HandleRow {
  readonly id: number;
  readonly address: string;
}

export interface AliasRow {
  readonly address: string;
  readonly goto: string;
  readonly active: unknown;
}

/** What rows of ours and of PostfixAdmin's say of addresses. */
export interface Held {
  readonly handles: ReadonlyMap<string, HandleRow>;
  readonly mailboxes: ReadonlyMap<string, object>;
  readonly given: ReadonlyMap<string, GivenRow>;
  readonly rows: ReadonlyMap<string, AliasRow>;
}

export interface ClaimFacts {
  readonly domains: EnteredDomains;
  readonly held: Held;
  readonly delimiter: RecipientDelimiter;
  /** Those known to meet an obstacle beside what is held. */
  readonly obstructed?: ReadonlySet<Claim> | undefined;
}

const TAKEN: ClaimOutcome = { kind: 'taken', by: { kind: 'other' } };

/** As if they came one after another: each is in the way of its twins, and takes one of what is left to its domain. */
export function decideClaims(claims: readonly Claim[], facts: ClaimFacts): Map<string, ClaimOutcome> {
  const { domains, held, delimiter, obstructed } = facts;
  const outcomes = new Map<string, ClaimOutcome>();
  const granted = new EarlierClaims(delimiter);
  const left = new Map([...domains.limits].map(([domain, limit]) => [domain, limit.left]));
  for (const claim of claims) {
    const { address } = claim.alias;
    const twins = domains.twinsOf(address);
    const limit = domains.limits.get(address.domain.value)?.limit;
    const room = left.get(address.domain.value) ?? Infinity;
    if (held.handles.has(address.handle.value)) outcomes.set(address.value, TAKEN);
    else if (isHeld(address.value, held))
      outcomes.set(address.value, { kind: 'taken', by: holderOf(address, [address.value, ...twins], held) });
    else if (
      twins.some((twin) => isHeld(twin, held) || outcomes.get(twin)?.kind === 'claimed') ||
      isBaseHeld(claim.alias, facts) ||
      obstructed?.has(claim) ||
      granted.areInTheWayOf(claim.alias)
    )
      outcomes.set(address.value, TAKEN);
    else if (limit !== undefined && room === 0) outcomes.set(address.value, { kind: 'limit_reached', limit });
    else {
      outcomes.set(address.value, { kind: 'claimed' });
      granted.add(claim.alias);
      left.set(address.domain.value, room - 1);
    }
  }
  return outcomes;
}

function isHeld(address: string, { mailboxes, given, rows }: Held): boolean {
  return mailboxes.has(address) || given.has(address) || rows.has(address);
}

/** Whether what this address extends is another owner's: a handle, or an address there or at a twin domain. */
function isBaseHeld({ address, goto }: Alias, { domains, held, delimiter }: ClaimFacts): boolean {
  const base = delimiter.baseAddressOf(address);
  if (!base) return false;
  const handle = held.handles.get(base.handle.value);
  if (handle && handle.owner_email !== goto.value) return true;
  return [base.value, ...domains.twinsOf(base)].some((one) => {
    const given = held.given.get(one);
    const row = held.rows.get(one);
    return (
      (held.mailboxes.has(one) && one !== goto.value) ||
      (given !== undefined && given.owner_email !== goto.value) ||
      (row !== undefined && !isSpellingOf(row.goto, goto.value))
    );
  });
}

function holderOf(address: EmailAddress, all: readonly string[], { rows, given, mailboxes }: Held): Holder {
  const row = rows.get(address.value);
  const isOurs = row && isSpellingOf(row.goto, given.get(address.value)?.owner_email ?? '');
  if (!isOurs || all.some((one) => mailboxes.has(one))) return { kind: 'other' };
  return toHolder(address, { ...row, active: isOn(row.active) });
}
