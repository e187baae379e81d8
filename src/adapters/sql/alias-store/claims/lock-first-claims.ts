import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { byAddress } from '../../batching/claim-in-order.js';
import type { Claim, ClaimExecutor, ClaimOptions } from '../../batching/claim.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { Contended } from '../../connections/failures.js';
import { pipeline } from '../../connections/pipeline.js';
import type { UntypedDatabase } from '../../connections/untyped-database.js';
import { findByValue } from '../../statements/find-by-value.js';
import { retryUntilKnown } from '../../transactions/retry-until-known.js';
import { runOrRollBack } from '../../transactions/run-or-roll-back.js';
import { UncertainRows } from '../../transactions/uncertain-rows.js';
import type { AliasTables, Companion } from '../alias-tables.js';
import { ClaimObstacles } from './claim-obstacles.js';
import { ClaimedNames, unique } from './claimed-names.js';
import { checkCompanions, companionStatements } from './companion-statements.js';
import { decideClaims } from './decide-claims.js';
import type { DomainLocks, LockedDomains } from '../../domains/domain-locks.js';
import type { HeldNames } from './held-names.js';
import { OwnerQuotas } from '../quotas/owner-quotas.js';

type Outcomes = ReadonlyMap<string, ClaimOutcome>;

/** What one attempt goes by. */
interface Attempt {
  readonly uncertain: UncertainRows;
  readonly inserted: (ids: readonly number[]) => void;
  /** Claims that were found to meet an obstacle; absent if that was not looked for. */
  readonly obstructed: ReadonlySet<Claim> | undefined;
  readonly recognizesOwnRows: boolean;
}

/**
 * Claims different addresses in one transaction that locks their domains first. What is read then stays
 * true but for what the mail server's own software writes, which takes no such lock: if any address
 * was not free any more, all of it is done once more.
 */
export class LockFirstClaims implements ClaimExecutor {
  private readonly obstacles: ClaimObstacles;
  private readonly quotas: OwnerQuotas;

  constructor(
    private readonly db: UntypedDatabase,
    private readonly dialect: SqlDialect,
    private readonly tables: AliasTables,
    private readonly locks: DomainLocks,
    private readonly companions: readonly Companion[],
    private readonly delimiter: RecipientDelimiter,
  ) {
    this.obstacles = new ClaimObstacles(dialect, delimiter, tables.obstacles);
    this.quotas = new OwnerQuotas(dialect, tables.activeAliases);
  }

  async claim(
    claims: readonly Claim[],
    { dryRun = false, recognizesOwnRows = false, maxContended }: ClaimOptions = {},
  ): Promise<Outcomes> {
    if (claims.length === 0) return new Map();
    const uncertain = new UncertainRows();
    return retryUntilKnown(async () => {
      let obstructed: ReadonlySet<Claim> | undefined;
      for (;;) {
        const outcomes = await uncertain.during((inserted) =>
          runOrRollBack(
            this.db,
            (trx) => this.claimWithin(trx, claims, { uncertain, inserted, obstructed, recognizesOwnRows }),
            (found) => found !== undefined && !dryRun,
          ),
        );
        if (outcomes) return outcomes;
        if (obstructed) throw new Contended('a name was taken between the look at it and its claim');
        obstructed = await this.obstacles.find(this.db, claims);
      }
    }, maxContended);
  }

  /** The outcomes; `undefined` if a claim meets an obstacle that was not looked for yet. Then nothing is to be kept. */
  private async claimWithin(
    trx: UntypedDatabase,
    claims: readonly Claim[],
    attempt: Attempt,
  ): Promise<Outcomes | undefined> {
    await this.quotas.lockAll(trx, claims);
    const domains = await this.locks.lock(
      trx,
      claims.map(({ alias }) => alias.address.domain),
    );
    const held = await this.readHeld(trx, claims, domains);
    const own = claims.filter((claim) => isOwn(claim, held, attempt.uncertain));
    const facts = { domains, held, delimiter: this.delimiter, obstructed: attempt.obstructed };
    const outcomes = decideClaims(
      claims.filter((claim) => !own.includes(claim)),
      facts,
    );
    const granted = () => claims.filter(({ alias }) => outcomes.get(alias.address.value)?.kind === 'claimed');
    for (const { alias, quota = 0 } of await this.quotas.findOver(trx, granted()))
      outcomes.set(alias.address.value, { kind: 'quota_reached', quota });
    const free = byAddress(granted());
    if (free.length > 0 && !(await this.insert(trx, free, attempt))) return undefined;
    for (const { alias } of own) outcomes.set(alias.address.value, { kind: 'claimed' });
    return outcomes;
  }

  private async readHeld(
    trx: UntypedDatabase,
    claims: readonly Claim[],
    { twinsOf }: LockedDomains,
  ): Promise<HeldNames> {
    const { tables, delimiter } = this;
    const named = claims.flatMap(({ alias: { address } }) => [address, delimiter.baseAddressOf(address) ?? []].flat());
    const values = unique(named.flatMap((address) => [address.value, ...twinsOf(address)]));
    return findByValue(trx, {
      handles: { lookUp: tables.handles, values: new ClaimedNames(delimiter, claims).handles() },
      ...(tables.mailboxes && { mailboxes: { lookUp: tables.mailboxes, values } }),
      ...(tables.owners && { owners: { lookUp: tables.owners, values } }),
      aliases: { lookUp: tables.aliases, values },
    });
  }

  /** Whether no claim met an obstacle. */
  private async insert(
    trx: UntypedDatabase,
    free: readonly Claim[],
    { inserted, obstructed, recognizesOwnRows }: Attempt,
  ): Promise<boolean> {
    const { tables, dialect, companions, obstacles } = this;
    const addresses = new ClaimedNames(this.delimiter, free).addresses();
    const numbered = tables.owners ?? tables.aliases;
    const results = await pipeline(trx, {
      aliases: tables.insertAliases(free),
      ...companionStatements(companions, free),
      // By which they are known again, should the answer to the COMMIT be lost.
      ids: recognizesOwnRows && dialect.losesAnswers ? numbered.find(addresses) : [],
      ...obstacles.statements(free, obstructed !== undefined),
    });
    const inserts = tables.deletesInactive ? free.filter(({ alias }) => alias.active) : free;
    if (results.aliases.affected < inserts.length)
      throw new Contended('the mail server took an address between the look at it and its claim');
    checkCompanions(companions, results, free);
    if (free.some((claim) => obstacles.isHit(claim, results))) return false;
    inserted(results.ids.rows.map(({ id }) => id ?? 0));
    return true;
  }
}

function isOwn({ alias: { address, goto } }: Claim, held: HeldNames, uncertain: UncertainRows): boolean {
  if (held.owners)
    return held.owners.get(address.value)?.some(({ id, owner }) => uncertain.has(id) && owner === goto.value) === true;
  return held.aliases.get(address.value)?.some((row) => uncertain.has(row.id ?? 0) && row.goto === goto.value) === true;
}
