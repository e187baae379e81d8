import { Buffer } from 'node:buffer';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { KeyHash, KeyRecord, KeyRegistry, NewKey } from '../../../application/ports/key-registry.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import { countRows } from '../statements/count-rows.js';
import type { SqlDialect } from '../connections/dialect.js';
import { WITHOUT_WAIT } from '../connections/without-wait.js';
import { isSpellingOf } from '../statements/letter-case.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { KeysDatabase, KeyRow, KeysTableName } from './tables/key-table.js';

const COLUMNS = ['id', 'owner_email', 'status', 'created_at', 'expires_at', 'last_used_at'] as const;
type Row = Pick<Selectable<KeyRow>, (typeof COLUMNS)[number]>;

export class SqlKeyRegistry implements KeyRegistry {
  constructor(
    private readonly db: Kysely<KeysDatabase>,
    private readonly dialect: SqlDialect,
    private readonly table: KeysTableName,
  ) {}

  async find(hash: KeyHash): Promise<KeyRecord | undefined> {
    const row = await retryTransient(() => this.select().where('token_hash', '=', toBytes(hash)).executeTakeFirst());
    return row && this.toRecord(row);
  }

  async add({ hash, owner, createdAt, expiresAt }: NewKey): Promise<KeyRecord> {
    await this.db
      .insertInto(this.table)
      .values({
        owner_email: owner.value,
        token_hash: toBytes(hash),
        created_at: this.dialect.writeTime(createdAt),
        expires_at: this.dialect.writeTime(expiresAt),
      })
      .execute();
    const row = await this.select().where('token_hash', '=', toBytes(hash)).executeTakeFirstOrThrow();
    return this.toRecord(row);
  }

  /** How many keys of the owner work, counted to `max`. */
  async countWorking(owner: EmailAddress, now: Date, max: number): Promise<number> {
    const working = this.db
      .selectFrom(this.table)
      .select('id')
      .where(sql<string>`LOWER(owner_email)`, '=', owner.value)
      .where('status', '=', 'active')
      .where('expires_at', '>', this.dialect.writeTime(now))
      .limit(max);
    return countRows(this.db, working, async (query) => (await this.db.executeQuery(query)).rows);
  }

  async findById(id: number): Promise<KeyRecord | undefined> {
    const row = await retryTransient(() => this.select().where('id', '=', id).executeTakeFirst());
    return row && this.toRecord(row);
  }

  async list({ owner }: { readonly owner?: EmailAddress | undefined }): Promise<readonly KeyRecord[]> {
    const rows = await this.select()
      // A key speaks for its owner whatever the case of its row, on every database.
      .$if(owner !== undefined, (query) => query.where(sql<string>`LOWER(owner_email)`, '=', owner?.value ?? ''))
      .orderBy('id')
      .execute();
    return rows.filter((row) => !owner || isSpellingOf(row.owner_email, owner.value)).map((row) => this.toRecord(row));
  }

  async revoke(id: number, at: Date): Promise<KeyRecord | undefined> {
    await this.db
      .updateTable(this.table)
      .set({ status: 'revoked', revoked_at: this.dialect.writeTime(at) })
      .where('id', '=', id)
      .where('status', '!=', 'revoked')
      .execute();
    return this.findById(id);
  }

  async touch(id: number, at: Date): Promise<void> {
    await this.db
      .updateTable(this.table)
      .set({ last_used_at: this.dialect.writeTime(at) })
      .where('id', '=', id)
      .modifyEnd(WITHOUT_WAIT)
      .execute();
  }

  private select() {
    return this.db.selectFrom(this.table).select(COLUMNS);
  }

  private toRecord(row: Row): KeyRecord {
    return {
      id: row.id,
      owner: row.owner_email,
      status: row.status,
      createdAt: this.dialect.readTime(row.created_at),
      expiresAt: this.dialect.readTime(row.expires_at),
      lastUsedAt: row.last_used_at === null ? undefined : this.dialect.readTime(row.last_used_at),
    };
  }
}

function toBytes(hash: KeyHash): Uint8Array {
  return Buffer.from(hash, 'hex');
}
