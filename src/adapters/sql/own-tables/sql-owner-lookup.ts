import { sql } from 'kysely';
import type { OwnerLookup } from '../../../application/ports/owner-lookup.js';
import type { Domain } from '../../../domain/addresses/domain.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';

/** A column that holds an owner's address, or several between commas or blanks. */
export interface OwnerColumn {
  readonly table: string;
  readonly column: string;
  /** The unique column in whose order the table is read. */
  readonly key: string;
  /** Another column of the row: one that points at itself is a mailbox. */
  readonly unless?: string;
}

/** How many rows one statement reads: a fraction of a second, whatever the table's size. */
const PAGE = 50_000;

/**
 * Finds owners by the end of their address, which no index serves: each column is read whole, a page at a time, unless enough are
 * found before.
 */
export class SqlOwnerLookup implements OwnerLookup {
  constructor(
    private readonly db: UntypedDatabase,
    private readonly columns: readonly OwnerColumn[],
    /** Where the mail server keeps its own mailboxes, if it has any. */
    private readonly mailboxes?: { readonly table: string; readonly column: string },
  ) {}

  async findOn({ value: domain }: Domain, max: number): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const column of this.columns) {
      let after: unknown;
      do {
        const last = await this.endOfPage(column, after);
        for (const owner of await this.readPage(column, domain, after, last)) found.add(owner);
        after = last;
      } while (after !== undefined && found.size < max);
    }
    return [...found].sort().slice(0, max);
  }

  /** The key of the last row of a page that begins behind this key; `undefined` if the table ends before. */
  private async endOfPage({ table, key }: OwnerColumn, after: unknown): Promise<unknown> {
    const { rows } = await retryTransient(() =>
      sql<{ last: unknown }>`SELECT ${sql.ref(key)} AS last FROM ${sql.table(table)}
        ${after === undefined ? sql`` : sql`WHERE ${sql.ref(key)} > ${after}`}
        ORDER BY ${sql.ref(key)} LIMIT 1 OFFSET ${PAGE - 1}`.execute(this.db),
    );
    return rows[0]?.last;
  }

  private async readPage(
    { table, column, key, unless }: OwnerColumn,
    domain: string,
    after: unknown,
    last: unknown,
  ): Promise<readonly string[]> {
    const own = (name: string) => sql.ref(`o.${name}`);
    const text = sql`LOWER(${own(column)})`;
    const conditions = [
      // A domain has no character that LIKE gives a meaning. What only begins so is left out below.
      sql`${text} LIKE ${`%@${domain}%`}`,
      ...(after === undefined ? [] : [sql`${own(key)} > ${after}`]),
      ...(last === undefined ? [] : [sql`${own(key)} <= ${last}`]),
      ...(unless === undefined ? [] : [sql`${own(column)} <> ${own(unless)}`]),
      ...(this.mailboxes
        ? [
            sql`NOT EXISTS (SELECT 1 FROM ${sql.table(this.mailboxes.table)} AS m
              WHERE ${sql.ref(`m.${this.mailboxes.column}`)} = ${text})`,
          ]
        : []),
    ];
    const { rows } = await retryTransient(() =>
      sql<{ owner: string }>`SELECT DISTINCT ${text} AS owner FROM ${sql.table(table)} AS o
        WHERE ${sql.join(conditions, sql` AND `)}`.execute(this.db),
    );
    return rows.flatMap(({ owner }) => owner.split(/[\s,]+/)).filter((owner) => owner.endsWith(`@${domain}`));
  }
}
