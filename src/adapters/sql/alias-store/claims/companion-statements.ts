import type { CompiledQuery } from 'kysely';
import type { Claim } from '../../batching/claim.js';
import type { NamedResult } from '../../connections/pipeline.js';
import type { Companion } from '../alias-tables.js';

type ByCompanion<Part> = Readonly<Record<`companion ${string}`, Part>>;

/** What companions write beside these claims, each under its name. */
export function companionStatements(
  companions: readonly Companion[],
  claims: readonly Claim[],
): ByCompanion<readonly CompiledQuery[]> {
  return Object.fromEntries(companions.map((companion) => [keyOf(companion), companion.claimed(claims)]));
}

/** Throws if a companion did not write what it should have written. */
export function checkCompanions(
  companions: readonly Companion[],
  results: ByCompanion<NamedResult>,
  claims: readonly Claim[],
): void {
  for (const companion of companions) {
    const result = results[keyOf(companion)];
    if (result) companion.check?.(result, claims);
  }
}

const keyOf = ({ name }: Companion) => `companion ${name}` as const;
