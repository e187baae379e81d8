import { sql } from 'kysely';
import type { OwnerLookup } from '../../../application/ports/owner-lookup.js';
import type { Domain } from '../../../domain/domain.js';
import { retrying } from '../retrying.js';
import type { UntypedDatabase } from '../untyped-database.js';

/** A column that holds an owner's address, or several between commas or blanks. */
export interface OwnerColumn {
  readonly table: string;
  readonly column: string;
  /** Another column of the row: one that points at itself is a mailbox. */
  readonly unless?: string;
}

/** Finds owners by the end of their address, which no index serves: each column is read whole, unless enough are found before. */
export class SqlOwnerLookup implements OwnerLookup {
  constructor(
    private readonly db: UntypedDatabase,
    private readonly columns: readonly OwnerColumn[],
    /** Where the mail server keeps its own mailboxes, if it has any. */
    private readonly mailboxes?: { readonly table: string; readonly column: string },
  ) {}

  async findOn({ value: domain }: Domain, max: number): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const column of this.columns) for (const owner of await this.readOwners(column, domain, max)) found.add(owner);
    return [...found].sort().slice(0, max);
  }

  private async readOwners(
    { table, column, unless }: OwnerColumn,
    domain: string,
    max: number,
  ): Promise<readonly string[]> {
    const text = sql`LOWER(${sql.ref(`o.${column}`)})`;
    // A domain has no character that LIKE gives a meaning.
    const ends = ['', ',%', ' %'].map((end) => sql`${text} LIKE ${`%@${domain}${end}`}`);
    const conditions = [
      sql`(${sql.join(ends, sql` OR `)})`,
      ...(unless === undefined ? [] : [sql`${sql.ref(`o.${column}`)} <> ${sql.ref(`o.${unless}`)}`]),
      ...(this.mailboxes
        ? [
            sql`NOT EXISTS (SELECT 1 FROM ${sql.table(this.mailboxes.table)} AS m
              WHERE ${sql.ref(`m.${this.mailboxes.column}`)} = ${text})`,
          ]
        : []),
    ];
    const { rows } = await retrying(() =>
      sql<{ owner: string }>`SELECT DISTINCT ${text} AS owner FROM ${sql.table(table)} AS o
        WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${max}`.execute(this.db),
    );
    return rows.flatMap(({ owner }) => owner.split(/[\s,]+/)).filter((owner) => owner.endsWith(`@${domain}`));
  }
}
