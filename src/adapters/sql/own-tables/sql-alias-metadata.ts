import { type CompiledQuery, type Kysely, sql } from 'kysely';
import type { MetadataRecord } from '../../../application/ports/alias-store.js';
import { isEmptyMetadata } from '../../../domain/alias-metadata.js';
import type { Companion } from '../alias-store/alias-tables.js';
import type { Claim } from '../batching/claim.js';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { findByValue } from '../statements/find-by-value.js';
import { number, statementsOf, text, time } from '../statements/table-statements.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { Database } from './kit/own-table.js';
import type { ALIAS_TABLE } from './tables/alias-table.js';

type Tables = Database<typeof ALIAS_TABLE>;

/** An alias whose expiry is past and was not seen to. */
export interface ExpiredAlias {
  readonly address: string;
  readonly owner: string;
}

/**
 * What owners say of their aliases, in `postern_alias`. A mail server whose aliases have an owner of their own has a row there only if
 * there is something to keep.
 */
export class SqlAliasMetadata {
  private readonly db: Kysely<Tables>;
  private readonly lookUp;
  private readonly insert;

  constructor(
    untyped: UntypedDatabase,
    private readonly dialect: SqlDialect,
  ) {
    this.db = untyped.$extendTables<Tables>();
    const table = statementsOf<Tables>(dialect)('postern_alias');
    this.lookUp = table.lookUp('address', {
      note: 'note',
      site: 'site',
      expires: 'expires_at',
      pinned: 'pinned',
    });
    const writeTime = (at: Date | undefined) => (at ? dialect.writeTime(at) : null);
    this.insert = table.insert(
      {
        address: text(({ alias }: Claim) => alias.address.value),
        owner_email: text(({ alias }: Claim) => alias.goto.value),
        note: text(({ metadata }: Claim) => metadata?.note?.value ?? null),
        site: text(({ metadata }: Claim) => metadata?.site?.value ?? null),
        expires_at: time(({ metadata }: Claim) => writeTime(metadata?.expiresAt)),
        pinned: number(({ metadata }: Claim) => (metadata?.pinned ? 1 : 0)),
      },
      { key: 'address', overwrites: true, constants: { deactivated_at: 'NULL' } },
    );
  }

  /** Writes the metadata of claims, if they have any. */
  readonly companion: Companion = { name: 'metadata', claimed: (claims) => this.written(claims) };

  /** Of an alias that becomes active again. */
  revived(claim: Claim | undefined, address: string): readonly CompiledQuery[] {
    if (claim?.metadata && !isEmptyMetadata(claim.metadata)) return this.written([claim]);
    const { now } = this.dialect;
    const cleared = { expires_at: null, deactivated_at: null, modified_at: now };
    const past = this.db.updateTable('postern_alias').set(cleared).where('address', '=', address);
    return [past.where('expires_at', '<=', now).compile()];
  }

  async metadataOf(addresses: readonly string[]): Promise<ReadonlyMap<string, MetadataRecord>> {
    if (addresses.length === 0) return new Map();
    const { rows } = await retryTransient(() =>
      findByValue(this.db, { rows: { lookUp: this.lookUp, values: addresses } }),
    );
    const found = new Map<string, MetadataRecord>();
    for (const [address, [row]] of rows) {
      if (!row || (row.note === null && row.site === null && row.expires === null && row.pinned === 0)) continue;
      const expiresAt = row.expires === null ? undefined : this.dialect.readTime(row.expires);
      found.set(address, {
        note: row.note ?? undefined,
        site: row.site ?? undefined,
        expiresAt,
        pinned: row.pinned === 1,
      });
    }
    return found;
  }

  /** Those that expired first, by the index on the expiry. */
  async findExpired(at: Date, limit: number): Promise<readonly ExpiredAlias[]> {
    const due = this.expired(this.db, at).orderBy('expires_at').limit(limit);
    return retryTransient(() => due.execute());
  }

  /** Those of them that nobody has seen to meanwhile; nobody else does until the transaction ends. */
  lockExpired(trx: UntypedDatabase, at: Date, addresses: readonly string[]): Promise<readonly ExpiredAlias[]> {
    return this.expired(trx.$extendTables<Tables>(), at)
      .where('address', 'in', addresses)
      .orderBy('address')
      .modifyEnd(this.dialect.lockToWrite)
      .execute();
  }

  /** Marks them as seen to. */
  markExpired(addresses: readonly string[]): readonly CompiledQuery[] {
    if (addresses.length === 0) return [];
    const { now } = this.dialect;
    const marked = this.db.updateTable('postern_alias').set({ deactivated_at: now, modified_at: now });
    return [marked.where('address', 'in', addresses).compile()];
  }

  private written(claims: readonly Claim[]): readonly CompiledQuery[] {
    return this.insert(claims.filter(({ metadata }) => metadata && !isEmptyMetadata(metadata)));
  }

  private expired(db: Kysely<Tables>, at: Date) {
    return db
      .selectFrom('postern_alias')
      .select(['address', 'owner_email as owner'])
      .where('deactivated_at', 'is', null)
      .where('expires_at', '<=', sql<string>`${this.dialect.writeTime(at)}`);
  }
}
