import { type Kysely, sql, type Transaction } from 'kysely';
import type {
  HandleStore,
  ReleaseHandleOutcome,
  TakeHandleOutcome,
} from '../../../../application/ports/handle-store.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import type { Handle } from '../../../../domain/addresses/handle.js';
import { claimUntilKnown } from '../../transactions/claim-until-known.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { isHandleOthers } from '../../alias-store/handle-rivals.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { isSpellingOf } from '../../statements/letter-case.js';
import { OverQuota, OwnerQuotas } from '../../alias-store/owner-quotas.js';
import { retrying } from '../../transactions/retrying.js';
import type { HaltmanActivityLog } from './haltman-activity-log.js';
import { HALTMAN_ACTIVE, HALTMAN_OBSTACLES, type HaltmanTables } from './tables.js';

/** Ends a transaction that is to leave nothing. */
class Undone extends Error {}

export class HaltmanHandleStore implements HandleStore {
  private readonly quotas: OwnerQuotas;

  constructor(
    private readonly db: Kysely<HaltmanTables>,
    private readonly dialect: SqlDialect,
    private readonly activity: HaltmanActivityLog,
    private readonly delimiter: RecipientDelimiter,
    /** Whether the table has a column for when a handle was given up; older ones lack it. */
    private readonly hasUnsubscribedAt: boolean,
  ) {
    this.quotas = new OwnerQuotas(dialect, HALTMAN_ACTIVE.handles);
  }

  async take(handle: Handle, owner: EmailAddress, origin?: Origin, quota?: number): Promise<TakeHandleOutcome> {
    try {
      const claim = await claimUntilKnown(this.db, (trx) => this.insert(trx, handle, owner, { origin, quota }));
      if (claim.kind === 'made') return 'taken_now';
      const row = await this.find(this.db, handle);
      return row && claim.earlier.has(row.id) ? 'taken_now' : 'held';
    } catch (error) {
      if (error instanceof OverQuota) return 'quota_reached';
      if (error instanceof Undone) return 'held';
      throw error;
    }
  }

  async release(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<ReleaseHandleOutcome> {
    return retrying(() =>
      this.db.transaction().execute(async (trx) => {
        const row = await this.find(trx, handle, true);
        if (!row || !isSpellingOf(row.handle, handle.value)) return 'not_found';
        if (!isSpellingOf(row.address, owner.value)) return 'not_owned';
        if (row.active !== 1) return 'inactive';
        await trx
          .updateTable('alias_handle')
          .set({ active: 0, ...(this.hasUnsubscribedAt ? { unsubscribed_at: this.dialect.now } : {}) })
          .where('id', '=', row.id)
          .execute();
        await this.activity.write(trx, 'handle_delete', owner, handle.value, origin);
        return 'released';
      }),
    );
  }

  /** What keeps a claim of an alias out meanwhile: see the README beside this file. */
  private async insert(
    trx: Transaction<HaltmanTables>,
    handle: Handle,
    owner: EmailAddress,
    { origin, quota }: { readonly origin: Origin | undefined; readonly quota: number | undefined },
  ): Promise<number | undefined> {
    await this.quotas.lock(trx, owner.value, quota);
    await this.dialect.lockAgainstClaims?.('alias').execute(trx);
    const row = await this.dialect.insertUnlessTaken(
      trx.insertInto('alias_handle').values({ handle: handle.value, address: owner.value, active: 1 }),
      'handle',
      'id',
    );
    if (!row) return undefined;
    const names = await trx.selectFrom('domain').select('name').execute();
    const isRival = await isHandleOthers(trx, this.dialect, {
      handle,
      owner,
      delimiter: this.delimiter,
      tables: HALTMAN_OBSTACLES,
      domains: names.map(({ name }) => name),
    });
    if (isRival) throw new Undone();
    if (await this.quotas.isOver(trx, owner.value, quota)) throw new OverQuota();
    await this.activity.write(trx, 'handle_create', owner, handle.value, origin);
    return row.id;
  }

  private find(db: Kysely<HaltmanTables>, handle: Handle, toWrite = false) {
    return db
      .selectFrom('alias_handle')
      .select(['id', 'handle', 'address', 'active'])
      .where('handle', '=', handle.value)
      .modifyEnd(toWrite ? this.dialect.lockToWrite : sql``)
      .executeTakeFirst();
  }
}
