import { type CompiledQuery, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../../application/ports/domain-registry.js';
import type { Domain } from '../../../domain/addresses/domain.js';
import { isOn, type SqlDialect } from '../connections/dialect.js';
import { pipeline } from '../connections/pipeline.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { asFound, ignoresCase, isSpellingOf } from '../statements/letter-case.js';
import { readInSlices } from '../statements/slices.js';
import { retryTransient } from '../transactions/retry-transient.js';

/** A row of a domain: its name, and what a schema reads from it. */
export interface DomainRow {
  readonly name: string;
}

/** Which rows are domains. */
export interface DomainTables<Row extends DomainRow> {
  /** Whether a domain can be left out of the public list. */
  readonly canHide: boolean;
  /** All rows, as a SELECT. */
  readonly rows: RawBuilder<Row>;
  /** The rows that are really domains; all if it is absent. */
  readonly only?: RawBuilder<SqlBool>;
  /** The number is absent if the table does not number its rows. */
  read(row: Row): Pick<DomainRecord, 'active' | 'visible'> & { readonly id?: number };
  /** Inserts an active domain. Returns whether the name was free. */
  insert(trx: UntypedDatabase, name: string, visible: boolean): Promise<boolean>;
  /** Absent if a domain cannot be disabled. */
  readonly switch?: (name: string, active: boolean) => CompiledQuery;
}

type Found<Row> = Row & { readonly folds: unknown };

/** The domains that a mail server's tables have. */
export class SqlDomainRegistry<Row extends DomainRow> implements DomainRegistry {
  readonly canHide: boolean;
  readonly canSwitch: boolean;

  constructor(
    private readonly db: UntypedDatabase,
    private readonly dialect: SqlDialect,
    private readonly tables: DomainTables<Row>,
  ) {
    this.canHide = tables.canHide;
    this.canSwitch = tables.switch !== undefined;
  }

  async find(domain: Domain): Promise<DomainRecord | undefined> {
    const [row] = await this.select(sql`WHERE d.name = ${domain.value}`);
    return row && isSpellingOf(row.name, domain.value) ? this.toRecord(row) : undefined;
  }

  async idsOf(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (names.length === 0) return new Map();
    const rows = await this.select(sql`WHERE d.name IN (${sql.join(names)})`);
    const found = new Map(rows.map((row) => [asFound(row.name, row.folds), row]));
    return new Map(
      names.flatMap((name) => {
        const row = found.get(name) ?? found.get(asFound(name, true));
        const id = row && (row.name === name || isOn(row.folds)) ? this.tables.read(row).id : undefined;
        return id === undefined ? [] : [[name, id] as const];
      }),
    );
  }

  async add(domain: Domain, { visible }: { readonly visible: boolean }): Promise<AddDomainOutcome> {
    if (!visible && !this.canHide) throw new Error('the table domain has no column to hide a domain by');
    const isAdded = await retryTransient(() =>
      this.db.transaction().execute((trx) => this.tables.insert(trx, domain.value, visible)),
    );
    const added = isAdded ? await this.find(domain) : undefined;
    return added ? { kind: 'added', domain: added } : { kind: 'exists' };
  }

  async list(): Promise<readonly DomainRecord[]> {
    const { rowsAtATime } = this.dialect;
    const limit = rowsAtATime < Infinity ? sql`LIMIT ${rowsAtATime}` : sql``;
    const only = this.tables.only ?? sql`1 = 1`;
    const read = (after: string | undefined) => {
      const behind = after === undefined ? sql`` : sql`AND d.name > ${after}`;
      return this.select(sql`WHERE ${only} ${behind} ORDER BY d.name ${limit}`);
    };
    const rows = await readInSlices(rowsAtATime, read, ({ name }) => name);
    return rows.map((row) => this.toRecord(row));
  }

  async setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined> {
    if (!this.tables.switch) throw new Error('the tables cannot disable a domain');
    // The row of another name may be what this collation would update.
    if (!(await this.find(domain))) return undefined;
    await pipeline(this.db, { switched: [this.tables.switch(domain.value, active)] });
    return this.find(domain);
  }

  private async select(end: RawBuilder<unknown>): Promise<readonly Found<Row>[]> {
    const query = sql<Found<Row>>`SELECT d.*, ${ignoresCase('d.name')} AS folds FROM (${this.tables.rows}) AS d ${end}`;
    return (await retryTransient(() => query.execute(this.db))).rows;
  }

  private toRecord(row: Found<Row>): DomainRecord {
    return { id: undefined, ...this.tables.read(row), name: asFound(row.name, row.folds) };
  }
}
