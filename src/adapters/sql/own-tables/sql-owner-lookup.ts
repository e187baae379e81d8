import { type RawBuilder, sql } from 'kysely';
import type { OwnerLookup } from '../../../application/ports/owner-lookup.js';
import type { Domain } from '../../../domain/addresses/domain.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { canonicalText } from '../statements/letter-case.js';

/** A column that holds an owner's address, or several between commas or blanks. */
export interface OwnerColumn {
  readonly table: string;
  readonly column: string;
  /** The unique column in whose order the table is read. */
  readonly key: string;
  /** The column of the alias's address, in a table of aliases: one that points at itself is a mailbox. */
  readonly unless?: string;
}

/** How many rows one statement reads: a fraction of a second, whatever the table's size. */
const PAGE = 50_000;
/** Of several destinations. */
const SEPARATORS = /[\s,]+/;

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

  async findAliases(addresses: readonly EmailAddress[]): Promise<ReadonlySet<string>> {
    const values = [...new Set(addresses.map(({ value }) => value))];
    const found = new Set<string>();
    for (const { table, column, unless } of this.columns) {
      if (unless === undefined || values.length === 0) continue;
      const address = sql.ref(`o.${unless}`);
      const { rows } = await retryTransient(() =>
        sql<{ address: string; goto: string }>`SELECT ${address} AS address, ${sql.ref(`o.${column}`)} AS goto
          FROM ${sql.table(table)} AS o WHERE ${address} IN (${sql.join(values)}) ${this.notAMailbox(address)}`.execute(
          this.db,
        ),
      );
      for (const row of rows) {
        const alias = canonicalText(row.address);
        if (!row.goto.split(SEPARATORS).map(canonicalText).includes(alias)) found.add(alias);
      }
    }
    return new Set(values.filter((value) => found.has(value)));
  }

  private notAMailbox(address: RawBuilder<unknown>): RawBuilder<unknown> {
    if (!this.mailboxes) return sql``;
    const { table, column } = this.mailboxes;
    return sql`AND NOT EXISTS (SELECT 1 FROM ${sql.table(table)} AS m WHERE ${sql.ref(`m.${column}`)} = ${address})`;
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
    ];
    const { rows } = await retryTransient(() =>
      sql<{ owner: string }>`SELECT DISTINCT ${text} AS owner FROM ${sql.table(table)} AS o
        WHERE ${sql.join(conditions, sql` AND `)} ${this.notAMailbox(text)}`.execute(this.db),
    );
    return rows.flatMap(({ owner }) => owner.split(SEPARATORS)).filter((owner) => owner.endsWith(`@${domain}`));
  }
}
