import type {
  HandleStore,
  ReleaseHandleOutcome,
  TakeHandleOutcome,
} from '../../../../application/ports/handle-store.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import type { Handle } from '../../../../domain/addresses/handle.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { isOn, type SqlDialect } from '../../connections/dialect.js';
import { pipeline } from '../../connections/pipeline.js';
import type { UntypedDatabase } from '../../connections/untyped-database.js';
import { isSpellingOf } from '../../statements/letter-case.js';
import { retryTransient } from '../../transactions/retry-transient.js';
import { retryUntilKnown } from '../../transactions/retry-until-known.js';
import { runOrRollBack } from '../../transactions/run-or-roll-back.js';
import { UncertainRows } from '../../transactions/uncertain-rows.js';
import type { AliasTables } from '../alias-tables.js';
import type { DomainLocks } from '../../domains/domain-locks.js';
import { HandleRivals } from './handle-rivals.js';
import { OwnerQuotas } from '../quotas/owner-quotas.js';
import type { ActivityWriter } from '../sql-activity-log.js';

interface Wanted {
  readonly handle: Handle;
  readonly owner: EmailAddress;
  readonly origin: Origin | undefined;
  readonly quota: number | undefined;
}

/** Handles on all domains. */
export class SqlHandleStore implements HandleStore {
  private readonly quotas: OwnerQuotas;
  private readonly rivals: HandleRivals;
  private readonly lockToWrite: string;

  constructor(
    private readonly db: UntypedDatabase,
    private readonly dialect: SqlDialect,
    private readonly tables: AliasTables,
    /** Absent if claims do not lock the rows of domains. */
    private readonly locks: DomainLocks | undefined,
    private readonly activity: ActivityWriter,
    delimiter: RecipientDelimiter,
  ) {
    this.quotas = new OwnerQuotas(dialect, tables.activeHandles);
    this.rivals = new HandleRivals(dialect, tables, delimiter);
    this.lockToWrite = dialect.lockToWrite.compile(db).sql;
  }

  async take(handle: Handle, owner: EmailAddress, origin?: Origin, quota?: number): Promise<TakeHandleOutcome> {
    const uncertain = new UncertainRows();
    const outcome = await retryUntilKnown(() =>
      uncertain.during((inserted) =>
        runOrRollBack(
          this.db,
          (trx) => this.takeWithin(trx, { handle, owner, origin, quota }, inserted),
          (found) => found === 'taken_now',
        ),
      ),
    );
    if (outcome !== 'held' || uncertain.isEmpty) return outcome;
    const { found } = await retryTransient(() =>
      pipeline(this.db, { found: this.tables.handles.find([handle.value]) }),
    );
    return found.rows.some(({ id }) => uncertain.has(id)) ? 'taken_now' : 'held';
  }

  async release(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<ReleaseHandleOutcome> {
    const { tables, activity } = this;
    return retryTransient(() =>
      this.db.transaction().execute(async (trx) => {
        const { found } = await pipeline(trx, { found: tables.handles.find([handle.value], this.lockToWrite) });
        const row = found.rows.find((one) => isSpellingOf(one.found, handle.value));
        if (!row) return 'not_found';
        if (!isSpellingOf(row.owner, owner.value)) return 'not_owned';
        if (!isOn(row.active)) return 'inactive';
        await pipeline(trx, {
          released: tables.releaseHandle(row.id),
          activity: origin ? activity.inserts([{ type: 'handle_delete', owner, subject: handle.value, origin }]) : [],
        });
        return 'released';
      }),
    );
  }

  /**
   * Keeps claims out, then inserts the handle, then looks for rivals. The README of a schema says how a
   * claim is kept out on each kind of server.
   */
  private async takeWithin(
    trx: UntypedDatabase,
    { handle, owner, origin, quota }: Wanted,
    inserted: (ids: readonly number[]) => void,
  ): Promise<TakeHandleOutcome> {
    const { tables, activity } = this;
    await this.quotas.lock(trx, owner.value, quota);
    const locked = await this.keepClaimsOut(trx);
    const insert = await pipeline(trx, {
      handles: tables.insertHandle(handle.value, owner.value),
      ids: tables.handles.find([handle.value]),
      domains: locked ? [] : [tables.domainNames()],
    });
    if (insert.handles.affected === 0) return 'held';
    const domains = locked ?? insert.domains.rows.map(({ name }) => name);
    if (await this.rivals.areThere(trx, { handle, owner, domains })) return 'held';
    if (await this.quotas.isOver(trx, owner.value, quota)) return 'quota_reached';
    if (origin)
      await pipeline(trx, {
        activity: activity.inserts([{ type: 'handle_create', owner, subject: handle.value, origin }]),
      });
    inserted(insert.ids.rows.map(({ id }) => id));
    return 'taken_now';
  }

  /** Returns the names of all domains, if their rows are locked. */
  private async keepClaimsOut(trx: UntypedDatabase): Promise<readonly string[] | undefined> {
    if (this.locks) return this.locks.lockAll(trx);
    await this.dialect.lockAgainstClaims?.(this.tables.table).execute(trx);
    return undefined;
  }
}
