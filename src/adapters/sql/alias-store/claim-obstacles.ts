import type { CompiledQuery, QueryExecutorProvider } from 'kysely';
import type { Claim } from '../batching/claim.js';
import { type BeginningSearch, beginningsUnder } from '../connections/beginnings.js';
import type { SqlDialect } from '../connections/dialect.js';
import { executeByName, type NamedResult } from '../connections/execute-together.js';
import { canonicalText } from '../statements/letter-case.js';
import type { RecipientDelimiter } from '../../../domain/addresses/recipient-delimiter.js';

/** Where a schema keeps what may be in the way of a claim beside a row at the address itself. */
export interface ObstacleTables {
  /** Indexed columns that hold owners' addresses, or where mail goes. */
  readonly mailboxes: readonly { readonly table: string; readonly column: string }[];
  /** Names that may extend the claimed one, with their owners. */
  readonly addresses: BeginningSearch;
  readonly handles: BeginningSearch;
}

type Part = 'mailboxes' | 'extended';
type Found = (part: Part) => NamedResult;

/**
 * An address is not free if mail to it, or to what extends it, is for somebody else already: it is an owner's own mailbox or where
 * another alias forwards to (a domain may be served later than its mailboxes were), or others hold names that extend it.
 */
export class ClaimObstacles {
  constructor(
    private readonly dialect: SqlDialect,
    private readonly delimiter: RecipientDelimiter,
    private readonly tables: ObstacleTables,
  ) {}

  /**
   * Statements that find a row if any of these claims meets an obstacle.
   *
   * @param isLookedFor - whether `find` has found none among mailboxes just now: one that came since came after the claims.
   */
  queries(claims: readonly Claim[], isLookedFor = false): Readonly<Record<Part, readonly CompiledQuery[]>> {
    const { dialect, delimiter, tables } = this;
    const mailboxes = isLookedFor ? [] : [...new Set(claims.flatMap((claim) => this.mailboxesOf(claim)))];
    const beginnings = claims.flatMap(({ alias: { address, goto } }) =>
      beginningsUnder(delimiter, address.handle, `@${address.domain.value}`, goto),
    );
    return {
      mailboxes: tables.mailboxes.flatMap((search) => dialect.findValues(search, mailboxes)),
      extended: dialect.findBeginnings(tables.addresses, beginnings),
    };
  }

  /** Whether what was found is in the way of the claim. */
  isHit(claim: Claim, found: Found): boolean {
    const mailboxes = found('mailboxes');
    const extended = found('extended');
    if (mailboxes.rows.length === 0 && extended.rows.length === 0) return false;
    const { address, goto } = claim.alias;
    const sought = new Set(this.mailboxesOf(claim));
    const beginnings = beginningsUnder(this.delimiter, address.handle, `@${address.domain.value}`, goto);
    return (
      mailboxes.rows.some((row) => sought.has(canonicalText(row['found']))) ||
      extended.rows.some((row) => {
        const name = canonicalText(row['found']);
        return beginnings.some(({ prefix, suffix }) => name.startsWith(prefix) && name.endsWith(suffix));
      })
    );
  }

  /** The claims that meet an obstacle: one round trip if none does, and one more for some of those that do. */
  async find(db: QueryExecutorProvider, claims: readonly Claim[]): Promise<ReadonlySet<Claim>> {
    const hits = new Set<Claim>();
    for (let rest = claims; rest.length > 0;) {
      const found = await executeByName(db, this.queries(rest));
      const hit = rest.filter((claim) => this.isHit(claim, found));
      if (hit.length === 0) break;
      for (const claim of hit) hits.add(claim);
      rest = rest.filter((claim) => !hits.has(claim));
    }
    return hits;
  }

  /** Whose being an owner's would be in the way; an owner's own mailbox is no obstacle to what extends it. */
  private mailboxesOf({ alias: { address, goto } }: Claim): readonly string[] {
    const base = this.delimiter.baseAddressOf(address)?.value;
    return [address.value, ...(base === undefined || base === goto.value ? [] : [base])];
  }
}
