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
import { OverQuota, OwnerQuotas } from '../../alias-store/owner-quotas.js';
import { retrying } from '../../transactions/retrying.js';
import { enterAllDomains } from './enter-all-domains.js';
import type { PostfixadminActivityLog } from './postfixadmin-activity-log.js';
import { activeRows, POSTFIXADMIN_OBSTACLES, type PostfixadminTables } from './tables.js';

/** How many addresses one statement asks for. */
const MAX_ADDRESSES = 500;

/** Handles on all domains, which PostfixAdmin knows nothing of: what it has for an address goes before them. */
export class PostfixadminHandleStore implements HandleStore {
  private readonly quotas: OwnerQuotas;

  constructor(
    private readonly db: Kysely<PostfixadminTables>,
    private readonly dialect: SqlDialect,
    private readonly activity: PostfixadminActivityLog,
    private readonly delimiter: RecipientDelimiter,
  ) {
    this.quotas = new OwnerQuotas(dialect, activeRows(dialect).handles);
  }

  async take(handle: Handle, owner: EmailAddress, origin?: Origin, quota?: number): Promise<TakeHandleOutcome> {
    try {
      const claim = await claimUntilKnown(this.db, (trx) => this.insert(trx, handle, owner, { origin, quota }));
      if (claim.kind === 'made') return 'taken_now';
      const row = await this.find(this.db, handle);
      return row && claim.earlier.has(row.id) ? 'taken_now' : 'held';
    } catch (error) {
      if (error instanceof OverQuota) return 'quota_reached';
      throw error;
    }
  }

  async release(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<ReleaseHandleOutcome> {
    return retrying(() =>
      this.db.transaction().execute(async (trx) => {
        const row = await this.find(trx, handle, true);
        if (!row) return 'not_found';
        if (row.owner_email !== owner.value) return 'not_owned';
        if (row.active !== 1) return 'inactive';
        await trx.updateTable('postern_handle').set({ active: 0 }).where('id', '=', row.id).execute();
        await this.activity.write(trx, 'handle_delete', owner, handle.value, origin);
        return 'released';
      }),
    );
  }

  /** Returns the number of the row; `undefined` where the handle is held. */
  private async insert(
    trx: Transaction<PostfixadminTables>,
    handle: Handle,
    owner: EmailAddress,
    { origin, quota }: { readonly origin: Origin | undefined; readonly quota: number | undefined },
  ): Promise<number | undefined> {
    await this.quotas.lock(trx, owner.value, quota);
    const domains = await enterAllDomains(trx, this.dialect);
    const names = [handle, this.delimiter.baseOf(handle)].flatMap((name) => name?.value ?? []);
    const addresses = domains.flatMap((domain) => names.map((name) => `${name}@${domain}`));
    for (let at = 0; at < addresses.length; at += MAX_ADDRESSES)
      if (await this.isOthers(trx, addresses.slice(at, at + MAX_ADDRESSES), owner)) return undefined;
    const { delimiter } = this;
    const wanted = { handle, owner, domains, delimiter, tables: POSTFIXADMIN_OBSTACLES };
    if (await isHandleOthers(trx, this.dialect, wanted)) return undefined;
    const row = await this.dialect.insertUnlessTaken(
      trx.insertInto('postern_handle').values({ handle: handle.value, owner_email: owner.value }),
      'handle',
      'id',
    );
    if (row && (await this.quotas.isOver(trx, owner.value, quota))) throw new OverQuota();
    if (row) await this.activity.write(trx, 'handle_create', owner, handle.value, origin);
    return row?.id;
  }

  /** Whether PostfixAdmin has any of these addresses for somebody else; those that we gave out are looked for beside. */
  private async isOthers(
    trx: Transaction<PostfixadminTables>,
    addresses: readonly string[],
    owner: EmailAddress,
  ): Promise<boolean> {
    const other = await trx
      .selectFrom('alias')
      .select('address as held')
      .where('address', 'in', addresses)
      .where('goto', '!=', owner.value)
      .unionAll(
        trx
          .selectFrom('mailbox')
          .select('username as held')
          .where('username', 'in', addresses)
          .where('username', '!=', owner.value),
      )
      .limit(1)
      .executeTakeFirst();
    return other !== undefined;
  }

  private find(db: Kysely<PostfixadminTables>, handle: Handle, toWrite = false) {
    return db
      .selectFrom('postern_handle')
      .select(['id', 'owner_email', 'active'])
      .where('handle', '=', handle.value)
      .modifyEnd(toWrite ? this.dialect.lockToWrite : sql``)
      .executeTakeFirst();
  }
}
