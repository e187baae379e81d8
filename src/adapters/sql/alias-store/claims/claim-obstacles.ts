import type { CompiledQuery, QueryExecutorProvider } from 'kysely';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import type { Claim } from '../../batching/claim.js';
import {
  type BeginningSearch,
  beginningsUnder,
  type FoundName,
  type IndexedColumn,
} from '../../connections/beginnings.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { type NamedResult, pipeline } from '../../connections/pipeline.js';
import { canonicalText } from '../../statements/letter-case.js';

/** A column of one of these tables. */
type ColumnIn<DB> = {
  [Table in keyof DB & string]: { readonly table: Table; readonly column: keyof DB[Table] & string };
}[keyof DB & string];

/** Where a schema keeps what may be in the way of a claim beside a row at the address itself. */
export interface ObstacleTables {
  /** Indexed columns that hold owners' addresses, or where mail goes. */
  readonly mailboxes: readonly IndexedColumn[];
  /** Names that may extend the claimed one, with their owners. */
  readonly addresses: BeginningSearch;
  readonly handles: BeginningSearch;
}

/** The same, of tables whose columns are known to the compiler. */
export interface ObstacleTablesOf<DB> extends ObstacleTables {
  readonly mailboxes: readonly ColumnIn<DB>[];
  readonly addresses: ColumnIn<DB> & { readonly holder: string };
  readonly handles: ColumnIn<DB> & { readonly holder: string };
}

interface Found {
  readonly mailboxes: NamedResult<FoundName>;
  readonly extended: NamedResult<FoundName>;
}

type Statements = { readonly [Part in keyof Found]: readonly CompiledQuery<FoundName>[] };

/**
 * An address is not free if mail to it, or to what extends it, is for somebody else already: it is an
 * owner's own mailbox, or where another alias forwards to (a domain may be served later than its
 * mailboxes were), or others hold names that extend it.
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
   * @param isLookedFor - whether `find` has found none among mailboxes just now: one that came since
   *   came after the claims.
   */
  statements(claims: readonly Claim[], isLookedFor = false): Statements {
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
  isHit(claim: Claim, { mailboxes, extended }: Found): boolean {
    if (mailboxes.rows.length === 0 && extended.rows.length === 0) return false;
    const { address, goto } = claim.alias;
    const sought = new Set(this.mailboxesOf(claim));
    const beginnings = beginningsUnder(this.delimiter, address.handle, `@${address.domain.value}`, goto);
    return (
      mailboxes.rows.some(({ found }) => sought.has(canonicalText(found))) ||
      extended.rows.some(({ found }) => {
        const name = canonicalText(found);
        return beginnings.some(({ prefix, suffix }) => name.startsWith(prefix) && name.endsWith(suffix));
      })
    );
  }

  /** The claims that meet an obstacle: one round trip if none does, and one more for some of those that do. */
  async find(db: QueryExecutorProvider, claims: readonly Claim[]): Promise<ReadonlySet<Claim>> {
    const hits = new Set<Claim>();
    for (let rest = claims; rest.length > 0;) {
      const found = await pipeline(db, this.statements(rest));
      const hit = rest.filter((claim) => this.isHit(claim, found));
      if (hit.length === 0) break;
      for (const claim of hit) hits.add(claim);
      rest = rest.filter((claim) => !hits.has(claim));
    }
    return hits;
  }

  /** The addresses that no owner may have; an owner's own mailbox is no obstacle to what extends it. */
  private mailboxesOf({ alias: { address, goto } }: Claim): readonly string[] {
    const base = this.delimiter.baseAddressOf(address)?.value;
    return base === undefined || base === goto.value ? [address.value] : [address.value, base];
  }
}
