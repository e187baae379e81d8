import { Buffer } from 'node:buffer';
import type { Kysely } from 'kysely';
import type {
  CredentialRequest,
  CredentialRequests,
  NewCredentialRequest,
  TokenHash,
} from '../../../application/ports/credential-requests.js';
import type { NewKey } from '../../../application/ports/key-registry.js';
import type { NewMail } from '../../../application/ports/outbox.js';
import { EmailAddress } from '../../../domain/addresses/email-address.js';
import { mailboxOf } from '../../../domain/addresses/mailbox-of.js';
import { unwrap } from '../../../domain/result.js';
import type { SqlDialect } from '../connections/dialect.js';
import { OutcomeUnknown } from '../connections/failures.js';
import { countRows } from '../statements/count-rows.js';
import { pipeline } from '../connections/pipeline.js';
import { lockOwners } from '../alias-store/quotas/lock-owners.js';
import { runOrRollBack } from '../transactions/run-or-roll-back.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import type { KeysDatabase, KeysTableName } from './tables/key-table.js';
import type { MailTables } from './tables/mail-tables.js';
import { removeExpired } from './remove-expired.js';
import { SqlKeyRegistry } from './sql-key-registry.js';

type AddOutcome = Awaited<ReturnType<CredentialRequests['add']>>;

interface Addition {
  readonly mail: NewMail | undefined;
  readonly coolDownSince: Date;
  readonly maxQueued: number;
}

export class SqlCredentialRequests implements CredentialRequests {
  private readonly db: Kysely<MailTables>;

  constructor(
    private readonly untyped: UntypedDatabase,
    private readonly dialect: SqlDialect,
    private readonly keysTable: KeysTableName,
  ) {
    this.db = untyped.$extendTables<MailTables>();
  }

  /** The unique index on latest_for decides: it is given up by a request that is old enough, and taken by one of those who race. */
  async add(
    request: NewCredentialRequest,
    mail: NewMail | undefined,
    coolDownSince: Date,
    maxQueued = Number.POSITIVE_INFINITY,
  ): Promise<AddOutcome> {
    const work = (trx: Kysely<MailTables>) => this.addWithin(trx, request, { mail, coolDownSince, maxQueued });
    return retryTransient(() => runOrRollBack(this.db, work, (outcome) => outcome !== 'queue_full'));
  }

  async find(tokenHash: TokenHash, now: Date): Promise<CredentialRequest | undefined> {
    const row = await retryTransient(() =>
      this.db
        .selectFrom('postern_credential_request')
        .select(['owner_email', 'days', 'expires_at'])
        .where('token_hash', '=', toBytes(tokenHash))
        .where('confirmed_at', 'is', null)
        .where('expires_at', '>', this.dialect.writeTime(now))
        .executeTakeFirst(),
    );
    if (!row) return undefined;
    const owner = unwrap(EmailAddress.parseExisting(row.owner_email));
    return { owner, days: row.days, expiresAt: this.dialect.readTime(row.expires_at) };
  }

  /** Where the connection broke after COMMIT was sent, the key itself says whether this very confirmation took place. */
  async confirm(
    tokenHash: TokenHash,
    key: NewKey,
    now: Date,
    quota?: number,
  ): Promise<'confirmed' | 'gone' | 'quota_reached'> {
    try {
      return await this.useUp(tokenHash, key, now, quota);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error;
    }
    // Waits for the row, where the server is busy with the first try still.
    const again = await this.useUp(tokenHash, key, now, quota);
    if (again !== 'gone') return again;
    const keys = new SqlKeyRegistry(this.untyped.$extendTables<KeysDatabase>(), this.dialect, this.keysTable);
    return (await keys.find(key.hash)) ? 'confirmed' : 'gone';
  }

  discardExpired(now: Date): Promise<void> {
    return removeExpired(this.db, this.dialect, 'postern_credential_request', now);
  }

  private async addWithin(
    trx: Kysely<MailTables>,
    request: NewCredentialRequest,
    { mail, coolDownSince, maxQueued }: Addition,
  ): Promise<AddOutcome> {
    const writeTime = (time: Date) => this.dialect.writeTime(time);
    const latest_for = mailboxOf(request.owner);
    await trx
      .updateTable('postern_credential_request')
      .set({ latest_for: null })
      .where('latest_for', '=', latest_for)
      .where('created_at', '<=', writeTime(coolDownSince))
      .execute();
    const row = trx.insertInto('postern_credential_request').values({
      token_hash: toBytes(request.tokenHash),
      owner_email: request.owner.value,
      latest_for,
      days: request.days,
      created_at: writeTime(request.createdAt),
      expires_at: writeTime(request.expiresAt),
    });
    if (!(await this.dialect.insertUnlessTaken(row, 'latest_for'))) return 'cooling_down';
    if (await this.isFull(trx, maxQueued, request.createdAt)) return 'queue_full';
    if (!mail) return 'added';
    await trx
      .insertInto('postern_outbox')
      .values({
        recipient: mail.to.value,
        subject: mail.subject,
        body: mail.text,
        due_at: writeTime(request.createdAt),
        expires_at: writeTime(mail.expiresAt),
      })
      .execute();
    return 'added';
  }

  /** Within the request's own transaction, so that SQLite, which has one writer at a time, is exact. */
  private async isFull(trx: Kysely<MailTables>, maxQueued: number, now: Date): Promise<boolean> {
    if (!Number.isFinite(maxQueued)) return false;
    const waiting = trx
      .selectFrom('postern_outbox')
      .select('id')
      .where('expires_at', '>', this.dialect.writeTime(now))
      .limit(maxQueued);
    const count = await countRows(trx, waiting, async (query) => (await trx.executeQuery(query)).rows);
    return count >= maxQueued;
  }

  private useUp(
    tokenHash: TokenHash,
    key: NewKey,
    now: Date,
    quota: number | undefined,
  ): Promise<'confirmed' | 'gone' | 'quota_reached'> {
    const { dialect, keysTable } = this;
    type Outcome = 'confirmed' | 'gone' | 'quota_reached';
    const work = async (trx: UntypedDatabase): Promise<Outcome> => {
      const keys = new SqlKeyRegistry(trx.$extendTables<KeysDatabase>(), dialect, keysTable);
      if (quota !== undefined) await pipeline(trx, lockOwners(trx, dialect, [key.owner.value]));
      const { numUpdatedRows } = await trx
        .$extendTables<MailTables>()
        .updateTable('postern_credential_request')
        .set({ confirmed_at: dialect.writeTime(now) })
        .where('token_hash', '=', toBytes(tokenHash))
        .where('confirmed_at', 'is', null)
        .where('expires_at', '>', dialect.writeTime(now))
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return 'gone';
      if (quota !== undefined && (await keys.countWorking(key.owner, now, quota)) >= quota) return 'quota_reached';
      await keys.add(key);
      return 'confirmed';
    };
    return retryTransient(() => runOrRollBack(this.untyped, work, (outcome) => outcome === 'confirmed'));
  }
}

function toBytes(hash: TokenHash): Uint8Array {
  return Buffer.from(hash, 'hex');
}
