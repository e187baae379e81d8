import type { RawBuilder } from 'kysely';
import type { Finding } from './finding.js';
import { canonicalText } from '../statements/letter-case.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';

/** How many aliases, the newest if the tables number them, are looked at. */
export const MAX_FORWARDS_EXAMINED = 100_000;
/** How many of them, that forward to an address on a served domain, are followed. */
export const MAX_FORWARDS_FOLLOWED = 10_000;
/** How many aliases one mail may pass through before that is a fault; Postfix itself gives up at 1,000. */
const MAX_HOPS = 10;
/** How many faults are named, and how many addresses of each. */
const MAX_NAMED = 5;

export interface Forward {
  readonly address: string;
  readonly goto: string;
}

/**
 * Aliases that forward to each other in a ring, or through too many others. Postfix answers 451 to a mail that has such a recipient, for
 * its other recipients too. No claim closes a ring, but others may have written one.
 *
 * @param inner - a query of active aliases that forward to an address on a served domain, bounded by the constants above.
 */
export async function findForwardingLoops(db: UntypedDatabase, inner: RawBuilder<Forward>): Promise<Finding[]> {
  const { rows } = await inner.execute(db);
  const forwards = new Map(rows.map(({ address, goto }) => [canonicalText(address), canonicalText(goto)]));
  const named: string[] = [];
  const seen = new Set<string>();
  for (const start of forwards.keys()) {
    const path = pathFrom(start, forwards);
    if (path.length <= MAX_HOPS) continue;
    if (!path.some((address) => seen.has(address))) named.push(`${path.slice(0, MAX_NAMED).join(' → ')} …`);
    for (const address of path) seen.add(address);
  }
  if (named.length === 0) return [];
  const more = named.length > MAX_NAMED ? ` and ${named.length - MAX_NAMED} more` : '';
  const message =
    `aliases forward in a ring, or through more than ${MAX_HOPS} others: ${named.slice(0, MAX_NAMED).join('; ')}${more}. ` +
    'Postfix answers 451 to each mail with such a recipient: disable one of them';
  return [{ level: 'warning', topic: 'aliases', message }];
}

/** The aliases that mail passes through, no further than is a fault. */
function pathFrom(start: string, forwards: ReadonlyMap<string, string>): readonly string[] {
  const path: string[] = [];
  let next: string | undefined = start;
  while (next !== undefined && forwards.has(next) && path.length <= MAX_HOPS) {
    path.push(next);
    next = forwards.get(next);
  }
  return path;
}
