import { type RawBuilder, sql } from 'kysely';
import type { AliasFilter, AliasRecord } from '../../../application/ports/alias-store.js';
import { isOn, type SqlDialect } from '../connections/dialect.js';
import type { Slice } from '../statements/slices.js';

/** Where records of aliases are read from. */
export interface AliasRecords {
  /** Where those of all owners are read from, if that is another place: also rows of the mail server's own. */
  readonly all?: AliasRecords;
  /** The table with a number `id` and an owner for each alias, and an index on (owner, id). */
  readonly numbered: {
    readonly table: string;
    readonly owner: string;
    /** Its columns that `columns` and `only` name within expressions. */
    readonly read?: readonly string[];
    /** The rows that are aliases; all if it is absent. */
    readonly only?: RawBuilder<unknown>;
  };
  /** The mail server's table, if that is another one: its rows are joined by their address. */
  readonly joined?: {
    readonly table: string;
    /** The rows that are aliases. */
    readonly only: RawBuilder<unknown>;
  };
  /** Columns of `p`, the numbered table, or `a`, the mail server's; or expressions of them. */
  readonly columns: {
    readonly id: string;
    readonly address: string;
    readonly goto: string;
    readonly active: string;
    readonly created: string;
    readonly modified: string;
    /** Absent if the domain is in the address alone. */
    readonly domain?: string;
  };
  /** How everybody's are ordered, newest first, if not by their number alone. */
  readonly order?: RawBuilder<unknown>;
  /** A truth, as the column `active` keeps it. */
  readonly writeFlag: (on: boolean) => boolean | number;
}

/** The same, of tables whose columns are known to the compiler. */
export interface AliasRecordsOf<Numbered, Joined = never> extends AliasRecords {
  readonly numbered: { readonly table: string; readonly owner: keyof Numbered & string };
  readonly columns: { readonly [Name in keyof AliasRecords['columns']]: ColumnOf<Numbered, Joined> };
}

type ColumnOf<Numbered, Joined> = `p.${keyof Numbered & string}` | `a.${keyof Joined & string}`;

/** A row of a record, before its values are read. */
export interface RecordRow {
  readonly id: number | null;
  readonly address: string;
  readonly goto: string;
  readonly active: unknown;
  readonly created: unknown;
  readonly modified: unknown;
}

export interface RecordFilter extends AliasFilter {
  /** Only what comes behind this address. */
  readonly after?: string | undefined;
}

const SELECTED = ['id', 'address', 'goto', 'active', 'created', 'modified'] as const;
const AND = sql` AND `;

/** The parts of queries of records. */
export class RecordQueries {
  /** What stands behind SELECT for a whole record. */
  readonly selected: RawBuilder<unknown>;
  /** What stands behind SELECT for statistics. */
  readonly counted: RawBuilder<unknown>;
  readonly isActive: RawBuilder<unknown>;
  readonly address: RawBuilder<unknown>;
  /** Ends a query of an owner's records, newest first. */
  readonly newest = sql`ORDER BY p.id DESC`;
  /** Ends a query of everybody's. */
  readonly newestOfAll: RawBuilder<unknown>;
  private readonly table: RawBuilder<unknown>;
  private readonly owner: RawBuilder<unknown>;
  /** The columns of the numbered table that anything here reads. */
  private readonly numberedColumns: RawBuilder<unknown>;

  constructor(
    private readonly dialect: SqlDialect,
    private readonly records: AliasRecords,
  ) {
    const { columns, joined, numbered, order } = records;
    const { active, created, modified, domain, address } = columns;
    this.selected = sql.raw(SELECTED.map((name) => `${columns[name]} AS ${name}`).join(', '));
    this.counted = sql`${domain === undefined ? dialect.domainOf(address) : sql.raw(domain)} AS domain,
      ${sql.raw(`${active} AS active, ${created} AS created, ${modified} AS modified`)}`;
    this.isActive = sql`active = ${records.writeFlag(true)}`;
    this.address = sql.raw(address);
    const byTime = joined ? sql.raw(`ORDER BY ${created} DESC, COALESCE(p.id, 0) DESC, ${address}`) : this.newest;
    this.newestOfAll = order ? sql`ORDER BY ${order}` : byTime;
    this.table = sql.raw(numbered.table);
    this.owner = sql.raw(`p.${numbered.owner}`);
    const own = Object.values<string>(columns).flatMap((column) => /^p\.(.*)/.exec(column)?.[1] ?? []);
    const { owner, read = [] } = numbered;
    this.numberedColumns = sql.raw([...new Set(['id', 'address', owner, ...own, ...read])].join(', '));
  }

  /** FROM and WHERE of the records that a filter lets through, in a slice of an owner's. */
  from({ owner, active, domain, prefix, after }: RecordFilter, slice: Slice = {}): RawBuilder<unknown> {
    const { dialect, table, numberedColumns } = this;
    const { columns, joined, numbered, writeFlag } = this.records;
    const column = sql.raw(columns.active);
    const owned = this.ownedBy(owner?.value, slice);
    // By a LIMIT: an index on a prefix of the owner's column ends no scan at an `id`.
    const rows =
      slice.among === undefined
        ? table
        : sql`(SELECT ${numberedColumns} FROM ${table} AS p${where(owned)} ${this.newest} LIMIT ${slice.among})`;
    const conditions = where([
      ...(joined ? [joined.only] : []),
      ...(numbered.only ? [numbered.only] : []),
      ...(slice.among === undefined ? owned : []),
      ...(active === true ? [sql`${column} = ${writeFlag(true)}`] : []),
      ...(active === false ? [sql`(${column} = ${writeFlag(false)} OR ${column} IS NULL)`] : []),
      ...(domain ? [this.isOn(domain.value)] : []),
      ...(prefix ? [dialect.startsWith(columns.address, prefix.value)] : []),
      ...(after === undefined ? [] : [sql`${this.address} > ${after}`]),
    ]);
    if (!joined) return sql`FROM ${rows} AS p${conditions}`;
    const join = sql.raw(owner ? 'JOIN' : 'LEFT JOIN');
    return sql`FROM ${sql.raw(joined.table)} AS a ${join} ${rows} AS p ON p.address = a.address${conditions}`;
  }

  /** FROM and WHERE of an owner's numbered rows, whether the mail server still has them or not. */
  fromNumbered(owner: string, slice: Slice): RawBuilder<unknown> {
    return sql`FROM ${this.table} AS p${where(this.ownedBy(owner, slice))}`;
  }

  toRecord({ id, address, goto, active, created, modified }: RecordRow): AliasRecord {
    const createdAt = this.dialect.readTime(created);
    return {
      id: id ?? undefined,
      address,
      goto,
      active: isOn(active),
      createdAt,
      // Most were never changed, and to read a text takes a while.
      modifiedAt: modified === created ? createdAt : this.dialect.readTime(modified),
    };
  }

  private ownedBy(owner: string | undefined, { beforeId, fromId }: Slice): RawBuilder<unknown>[] {
    return [
      ...(owner === undefined ? [] : [sql`${this.owner} = ${owner}`]),
      ...(beforeId === undefined ? [] : [sql`p.id < ${beforeId}`]),
      ...(fromId === undefined ? [] : [sql`p.id >= ${fromId}`]),
    ];
  }

  private isOn(domain: string): RawBuilder<unknown> {
    const { domain: column, address } = this.records.columns;
    return column === undefined ? sql`${sql.raw(address)} LIKE ${`%@${domain}`}` : sql`${sql.raw(column)} = ${domain}`;
  }
}

function where(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql` WHERE ${sql.join(conditions, AND)}`;
}
