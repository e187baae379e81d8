import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Claim } from '../../batching/claim.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { pipeline } from '../../connections/pipeline.js';
import { lockOwners } from './lock-owners.js';

/** An owner's active rows of what is counted, as a SELECT that may be cut off. */
export type ActiveRows = (owner: string) => RawBuilder<unknown>;

/**
 * Keeps to quotas within the transactions that add what is counted. Such a transaction locks its
 * owners before it reads anything: under REPEATABLE READ the first read fixes what the counts see.
 * Without a quota it does neither.
 */
export class OwnerQuotas {
  constructor(
    private readonly dialect: SqlDialect,
    private readonly activeRows: ActiveRows,
  ) {}

  /** Until the transaction ends, nobody else with a quota adds anything for the owner. */
  async lock(trx: QueryExecutorProvider, owner: string, quota: number | undefined): Promise<void> {
    if (quota !== undefined) await pipeline(trx, lockOwners(trx, this.dialect, [owner]));
  }

  async lockAll(trx: QueryExecutorProvider, claims: readonly Claim[]): Promise<void> {
    const owners = bounded(claims).map(({ alias }) => alias.goto.value);
    if (owners.length > 0) await pipeline(trx, lockOwners(trx, this.dialect, owners));
  }

  /** Whether the owner has so many, before this transaction adds one. */
  async isReached(trx: QueryExecutorProvider, owner: string, quota: number | undefined): Promise<boolean> {
    if (quota === undefined) return false;
    return ((await this.count(trx, [owner], quota)).get(owner) ?? 0) >= quota;
  }

  /** Whether the owner has more than so many, with what this transaction added. */
  async isOver(trx: QueryExecutorProvider, owner: string, quota: number | undefined): Promise<boolean> {
    return quota !== undefined && this.isReached(trx, owner, quota + 1);
  }

  /**
   * The claims that have no room: each takes a place of its owner's, in their order. `areAdded`: all
   * of them have it already.
   */
  async findOver(
    trx: QueryExecutorProvider,
    claims: readonly Claim[],
    { areAdded = false } = {},
  ): Promise<ReadonlySet<Claim>> {
    const all = bounded(claims);
    if (all.length === 0) return NONE;
    const owners = [...new Set(all.map(({ alias }) => alias.goto.value))];
    const added = areAdded ? claims.filter(({ alias }) => alias.active) : [];
    const most = Math.max(...all.map(({ quota = 0 }) => quota)) + added.length;
    const counts = await this.count(trx, owners, most);
    for (const { alias } of added) counts.set(alias.goto.value, (counts.get(alias.goto.value) ?? 0) - 1);
    return new Set(
      all.filter(({ alias, quota = 0 }) => {
        const owner = alias.goto.value;
        const used = counts.get(owner) ?? 0;
        counts.set(owner, used + 1);
        return used >= quota;
      }),
    );
  }

  private async count(
    trx: QueryExecutorProvider,
    owners: readonly string[],
    max: number,
  ): Promise<Map<string, number>> {
    const count = (owner: string) =>
      sql<{ n: unknown }>`SELECT COUNT(*) AS n FROM (${this.activeRows(owner)} LIMIT ${max}) AS counted`.compile(trx);
    const counts = await pipeline(trx, Object.fromEntries(owners.map((owner) => [owner, [count(owner)]])));
    return new Map(owners.map((owner) => [owner, Number(counts[owner]?.rows[0]?.n ?? 0)]));
  }
}

const NONE: ReadonlySet<Claim> = new Set();

function bounded(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter(({ quota }) => quota !== undefined);
}
