import { type CompiledQuery, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Domain } from '../../../domain/addresses/domain.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import type { SqlDialect } from '../connections/dialect.js';
import { pipeline } from '../connections/pipeline.js';
import { asFound } from '../statements/letter-case.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { unique } from '../alias-store/claims/claimed-names.js';

interface DomainRow {
  readonly domain: string;
  /** The column that the schema reads the limit from. */
  readonly most: unknown;
  /** Whether the column ignores case. */
  readonly folds: unknown;
}

interface LinkRow {
  readonly alias: string;
  readonly target: string;
  readonly folds: unknown;
}

/** The tables of domains whose rows claims lock. */
export interface LockedDomainTables {
  /** The table of `domains`. */
  readonly table: string;
  /** The rows of these domains; of all if there are no names. In the order of their names. */
  domains(names: readonly string[] | undefined): RawBuilder<DomainRow>;
  /** How many aliases a domain may have, by what its row says. */
  limitOf(most: unknown): number | undefined;
  /** The rows that count for the limit of a domain. */
  counted(domain: string): RawBuilder<unknown>;
  /** Domains whose mail is that of another domain: those of these names, on either side. */
  links?(names: readonly string[]): RawBuilder<LinkRow>;
}

/** Domains that are locked, as they stay until the transaction ends. */
export interface LockedDomains {
  /** The addresses whose mail is the same as this one's, or would be if it had none of its own. */
  readonly twinsOf: (address: EmailAddress) => readonly string[];
  /** Of each domain that has one: its limit, and how many more aliases it may have. */
  readonly limits: ReadonlyMap<string, { readonly limit: number; readonly left: number }>;
}

/** Lets one transaction at a time claim in a domain and its alias domains. */
export class DomainLocks {
  constructor(
    private readonly dialect: SqlDialect,
    private readonly tables: LockedDomainTables,
  ) {}

  /**
   * Locks these domains until the transaction ends. What is then read of them stays true but for what
   * the mail server's own software writes.
   *
   * The lock is on the row of the domain that the others are aliases of, so that all of them meet at
   * one row and no two can hold what the other waits for. The reads before it take locks as well: a
   * plain one would fix what the whole transaction sees (MySQL's REPEATABLE READ) before the lock was
   * granted. Rows are locked in one order, so that none waits for another in a ring.
   */
  async lock(trx: UntypedDatabase, domains: readonly Domain[]): Promise<LockedDomains> {
    const { dialect, tables } = this;
    const names = unique(domains.map(({ value }) => value));
    const links = tables.links ? (await sql`${tables.links(names)} ${dialect.lockToRead}`.execute(trx)).rows : [];
    const pairs = (links as LinkRow[]).map(({ alias, target, folds }) => ({
      alias: asFound(alias, folds),
      target: asFound(target, folds),
    }));
    const roots = pairs.filter(({ alias }) => names.includes(alias)).map(({ target }) => target);
    const rows = await this.lockRows(trx, unique([...names, ...roots]));
    return { twinsOf: twinsIn(names, pairs), limits: await this.readLimits(trx, rows, names) };
  }

  /**
   * Locks all domains until the transaction ends, also against domains that are added meanwhile.
   * Returns their names.
   */
  async lockAll(trx: UntypedDatabase): Promise<readonly string[]> {
    await this.dialect.lockAgainstClaims?.(this.tables.table).execute(trx);
    return (await this.lockRows(trx, undefined)).map(({ domain }) => domain);
  }

  private async lockRows(trx: UntypedDatabase, names: readonly string[] | undefined): Promise<readonly DomainRow[]> {
    const { rows } = await sql`${this.tables.domains(names)} ${this.dialect.lockToWrite}`.execute(trx);
    return rows as DomainRow[];
  }

  private async readLimits(
    trx: QueryExecutorProvider,
    rows: readonly DomainRow[],
    names: readonly string[],
  ): Promise<LockedDomains['limits']> {
    const limited = new Map<string, number>();
    for (const { domain, most, folds } of rows) {
      const name = asFound(domain, folds);
      const max = names.includes(name) ? this.tables.limitOf(most) : undefined;
      if (max !== undefined) limited.set(name, max);
    }
    const counts = await pipeline(
      trx,
      Object.fromEntries([...limited].map(([domain, max]) => [domain, [this.count(trx, domain, max)]])),
    );
    return new Map(
      [...limited].map(([domain, limit]) => {
        const used = Number(counts[domain]?.rows[0]?.n ?? 0);
        return [domain, { limit, left: limit - used }];
      }),
    );
  }

  /** Counts no further than `max`. */
  private count(trx: QueryExecutorProvider, domain: string, max: number): CompiledQuery<{ readonly n: unknown }> {
    const rows = this.tables.counted(domain);
    return sql<{ readonly n: unknown }>`SELECT COUNT(*) AS n FROM (${rows} LIMIT ${max}) AS counted`.compile(trx);
  }
}

function twinsIn(
  names: readonly string[],
  pairs: readonly Pick<LinkRow, 'alias' | 'target'>[],
): LockedDomains['twinsOf'] {
  const families = new Map<string, Set<string>>(names.map((name) => [name, new Set()]));
  for (const { alias, target } of pairs) {
    families.get(alias)?.add(target);
    families.get(target)?.add(alias);
  }
  return ({ handle, domain }) =>
    [...(families.get(domain.value) ?? [])]
      .filter((name) => name !== domain.value)
      .map((name) => `${handle.value}@${name}`);
}
