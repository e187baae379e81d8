import { type RawBuilder, sql } from 'kysely';
import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../../src/application/ports/domain-registry.js';
import type { SqlDialect } from '../../../src/adapters/sql/connections/dialect.js';
import type { UntypedDatabase } from '../../../src/adapters/sql/connections/untyped-database.js';
import { asFound, ignoresCase, isSpellingOf } from '../../../src/adapters/sql/statements/letter-case.js';
import { retryTransient } from '../../../src/adapters/sql/transactions/retry-transient.js';
import type { Domain } from '../../../src/domain/addresses/domain.js';

export interface DomainTable {
  readonly name: string;
  readonly column: string;
  /** Inserts a domain. */
  insert(domain: string): RawBuilder<unknown>;
}

interface Row {
  readonly name: string;
  readonly folds: unknown;
  readonly visible: number | null;
}

/** Domains that are served because they are listed: no column switches one off. */
export class ListedDomains implements DomainRegistry {
  readonly canHide = true;
  readonly canSwitch = false;

  constructor(
    private readonly db: UntypedDatabase,
    private readonly dialect: SqlDialect,
    private readonly table: DomainTable,
  ) {}

  async find(domain: Domain): Promise<DomainRecord | undefined> {
    const [row] = await this.read(sql`WHERE ${sql.ref(`d.${this.table.column}`)} = ${domain.value}`);
    return row && isSpellingOf(row.name, domain.value) ? row : undefined;
  }

  idsOf(): Promise<ReadonlyMap<string, number>> {
    return Promise.resolve(new Map());
  }

  /** The lock keeps out who adds the same, for nothing need be unique. */
  async add(domain: Domain, { visible }: { readonly visible: boolean }): Promise<AddDomainOutcome> {
    const { dialect, table, db } = this;
    const isAdded = await retryTransient(() =>
      db.transaction().execute(async (trx) => {
        await dialect.lockAgainstClaims?.(table.name).execute(trx);
        const held = await sql`SELECT 1 AS one FROM ${sql.table(table.name)}
          WHERE ${sql.ref(table.column)} = ${domain.value} ${dialect.lockToWrite}`.execute(trx);
        if (held.rows.length > 0) return false;
        await table.insert(domain.value).execute(trx);
        await sql`DELETE FROM postern_domain WHERE name = ${domain.value}`.execute(trx);
        await sql`INSERT INTO postern_domain (name, visible) VALUES (${domain.value}, ${Number(visible)})`.execute(trx);
        return true;
      }),
    );
    const added = isAdded ? await this.find(domain) : undefined;
    return added ? { kind: 'added', domain: added } : { kind: 'exists' };
  }

  list(): Promise<readonly DomainRecord[]> {
    return this.read(sql`ORDER BY ${sql.ref(`d.${this.table.column}`)}`);
  }

  setActive(): Promise<never> {
    return Promise.reject(new Error('the domains have no column to disable one by'));
  }

  private async read(end: RawBuilder<unknown>): Promise<readonly DomainRecord[]> {
    const column = `d.${this.table.column}`;
    const { rows } = await retryTransient(() =>
      sql<Row>`SELECT ${sql.ref(column)} AS name, ${ignoresCase(column)} AS folds, p.visible AS visible
        FROM ${sql.table(this.table.name)} AS d LEFT JOIN postern_domain AS p ON p.name = ${sql.ref(column)} ${end}`.execute(
        this.db,
      ),
    );
    return rows.map(({ name, folds, visible }) => ({
      id: undefined,
      name: asFound(name, folds),
      active: true,
      visible: visible !== 0,
    }));
  }
}
