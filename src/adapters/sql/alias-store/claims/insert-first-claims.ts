import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { byAddress } from '../../batching/claim-in-order.js';
import type { Claim, ClaimExecutor, ClaimOptions } from '../../batching/claim.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { Contended } from '../../connections/failures.js';
import { pipeline } from '../../connections/pipeline.js';
import type { UntypedDatabase } from '../../connections/untyped-database.js';
import { byValue, findByValue } from '../../statements/find-by-value.js';
import { retryUntilKnown } from '../../transactions/retry-until-known.js';
import { runOrRollBack } from '../../transactions/run-or-roll-back.js';
import { UncertainRows } from '../../transactions/uncertain-rows.js';
import type { AliasTables, Companion } from '../alias-tables.js';
import { ClaimObstacles } from './claim-obstacles.js';
import { ClaimedNames } from './claimed-names.js';
import { checkCompanions, companionStatements } from './companion-statements.js';
import { decideClaims, holdingClaim, PLAIN_DOMAINS } from './decide-claims.js';
import { type HeldNames, isBaseHeld } from './held-names.js';
import { OwnerQuotas } from '../quotas/owner-quotas.js';

type Outcomes = ReadonlyMap<string, ClaimOutcome>;

const CLAIMED: ClaimOutcome = { kind: 'claimed' };

interface Taken {
  /** Whether all of them were free, with room for them, and are taken now. */
  readonly isAll: boolean;
  /** Whether there is nothing to roll back. */
  readonly isEmpty: boolean;
  /** Claims without room. It is empty unless all were free. */
  readonly overQuota: ReadonlySet<Claim>;
}

/**
 * Claims different addresses in one transaction, in tables with a unique index on the address. They are
 * inserted, and what else may be in their way is looked for behind that; if one was not free, all of
 * it is rolled back, and done once more without those that are held. If addresses were held last time,
 * that is looked at first. A server says how many rows an INSERT inserted, not which.
 */
export class InsertFirstClaims implements ClaimExecutor {
  private looksFirst = false;
  private readonly lockToRead: string;
  private readonly obstacles: ClaimObstacles;
  private readonly quotas: OwnerQuotas;

  constructor(
    private readonly db: UntypedDatabase,
    private readonly dialect: SqlDialect,
    private readonly tables: AliasTables,
    private readonly companions: readonly Companion[],
    private readonly delimiter: RecipientDelimiter,
  ) {
    this.lockToRead = dialect.lockToRead.compile(db).sql;
    this.obstacles = new ClaimObstacles(dialect, delimiter, tables.obstacles);
    this.quotas = new OwnerQuotas(dialect, tables.activeAliases);
  }

  async claim(claims: readonly Claim[], options: ClaimOptions = {}): Promise<Outcomes> {
    if (claims.length === 0) return new Map();
    const uncertain = new UncertainRows();
    const refused = new Map<string, ClaimOutcome>();
    let looks = this.looksFirst;
    const outcomes = await retryUntilKnown(async () => {
      for (;;) {
        const known: Outcomes = looks ? await this.look(claims, uncertain) : NONE;
        const free = claims.filter(
          ({ alias: { address } }) => !known.has(address.value) && !refused.has(address.value),
        );
        const { isAll, overQuota } = free.length === 0 ? NOTHING : await this.take(free, options, uncertain, looks);
        if (isAll) return known;
        for (const { alias, quota = 0 } of overQuota)
          refused.set(alias.address.value, { kind: 'quota_reached', quota });
        if (overQuota.size > 0) continue;
        if (looks) throw new Contended('an address was taken between the look at it and its claim');
        looks = true;
      }
    }, options.maxContended);
    this.looksFirst = outcomes.size > 0;
    return new Map(
      claims.map(({ alias: { address } }) => [
        address.value,
        refused.get(address.value) ?? outcomes.get(address.value) ?? CLAIMED,
      ]),
    );
  }

  /**
   * The outcomes of claims that are not free, and of those that are taken already by this very claim.
   * Outside the transaction: under REPEATABLE READ it would fix what that sees.
   */
  private async look(claims: readonly Claim[], uncertain: UncertainRows): Promise<Outcomes> {
    const { db, tables, delimiter } = this;
    const names = new ClaimedNames(delimiter, claims);
    const held = await findByValue(db, {
      aliases: { lookUp: tables.aliases, values: [...new Set([...names.addresses(), ...names.bases()])] },
      handles: { lookUp: tables.handles, values: names.handles() },
    });
    const facts = { held, delimiter, domains: PLAIN_DOMAINS };
    const outcomes = new Map<string, ClaimOutcome>();
    const unheld: Claim[] = [];
    for (const claim of claims) {
      const { address, goto } = claim.alias;
      const rows = uncertain.isEmpty ? [] : (held.aliases.get(address.value) ?? []);
      const isOwn = rows.some((row) => uncertain.has(row.id ?? 0) && row.goto === goto.value);
      const outcome = isOwn ? CLAIMED : holdingClaim(claim, facts);
      if (outcome) outcomes.set(address.value, outcome);
      else unheld.push(claim);
    }
    const obstructed = await this.obstacles.find(db, unheld);
    for (const [address, outcome] of decideClaims(unheld, { ...facts, obstructed }))
      if (outcome.kind !== 'claimed') outcomes.set(address, outcome);
    return outcomes;
  }

  /**
   * Inserts the claims, and looks behind the INSERT for what else may be in their way, when nobody can
   * put it there any more: the INSERT holds the lock that such a transaction waits for, or waited for
   * it itself. The README of a schema says which locks these are on each kind of server. Quotas are
   * counted behind it too: no plain read may come before the INSERT, as under REPEATABLE READ the
   * first one fixes what all of them see.
   */
  private async take(
    free: readonly Claim[],
    options: ClaimOptions,
    uncertain: UncertainRows,
    isLookedFor: boolean,
  ): Promise<Taken> {
    const { statements, writesBeside, ...sought } = this.statementsOf(free, options, isLookedFor);
    return uncertain.during((inserted) =>
      runOrRollBack(
        this.db,
        async (trx): Promise<Taken> => {
          await this.quotas.lockAll(trx, free);
          const results = await pipeline(trx, statements);
          const isEmpty = results.aliases.affected === 0 && !writesBeside;
          const handles = await byValue(trx, sought.handles, results.handles);
          const aliases = await byValue(trx, sought.bases, results.bases);
          const areFree =
            results.aliases.affected === free.length &&
            !free.some((claim) => this.isExtended(claim, { handles, aliases }) || this.obstacles.isHit(claim, results));
          if (!areFree) return { isAll: false, isEmpty, overQuota: NOBODY };
          checkCompanions(this.companions, results, free);
          const overQuota = await this.quotas.findOver(trx, free, { areAdded: true });
          if (overQuota.size === 0) inserted(results.ids.rows.map(({ id }) => id ?? 0));
          return { isAll: overQuota.size === 0, isEmpty, overQuota };
        },
        ({ isAll, isEmpty }) => isEmpty || (isAll && options.dryRun !== true),
      ),
    );
  }

  /** In their order: locks, then what is locked, then plain reads, which see what was committed before the locks were granted. */
  private statementsOf(free: readonly Claim[], { recognizesOwnRows = false }: ClaimOptions, isLookedFor: boolean) {
    const { dialect, tables, lockToRead: end } = this;
    const names = new ClaimedNames(this.delimiter, free);
    const handles = { lookUp: tables.handles, values: names.handles(), end };
    const bases = { lookUp: tables.aliases, values: names.bases(), end };
    const lock = bases.values.length > 0 ? dialect.lockAgainstClaims?.(tables.table).compile(this.db) : undefined;
    const beside = companionStatements(this.companions, free);
    return {
      handles,
      bases,
      writesBeside: Object.values(beside).some(({ length }) => length > 0),
      statements: {
        locks: lock ? [lock] : [],
        aliases: tables.insertAliases(byAddress(free)),
        ...beside,
        handles: tables.handles.find(handles.values, end),
        bases: tables.aliases.find(bases.values, end),
        ...this.obstacles.statements(free, isLookedFor),
        // By which they are known again, should the answer to the COMMIT be lost.
        ids: recognizesOwnRows && dialect.losesAnswers ? tables.aliases.find(names.addresses()) : [],
      },
    };
  }

  /** Whether the handle is taken on all domains, or what the claim extends is another owner's. */
  private isExtended({ alias }: Claim, held: HeldNames): boolean {
    if (held.handles.has(alias.address.handle.value)) return true;
    return isBaseHeld(alias, held, this.delimiter, PLAIN_DOMAINS.twinsOf);
  }
}

const NOBODY: ReadonlySet<Claim> = new Set();
const NONE: Outcomes = new Map();
const NOTHING: Taken = { isAll: true, isEmpty: true, overQuota: NOBODY };
