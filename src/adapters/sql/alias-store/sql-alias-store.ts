import type {
  AliasClaim,
  AliasList,
  AliasStore,
  ClaimManyOptions,
  ClaimOutcome,
  DeactivateOutcome,
  MetadataRecord,
  ReviveOutcome,
} from '../../../application/ports/alias-store.js';
import type { ActivityType } from '../../../application/ports/activity-log.js';
import type { Origin } from '../../../application/ports/origin.js';
import { EmailAddress } from '../../../domain/addresses/email-address.js';
import type { Alias } from '../../../domain/alias.js';
import { ClaimGroup } from '../batching/claim-group.js';
import { claimInOrder } from '../batching/claim-in-order.js';
import type { ClaimExecutor } from '../batching/claim.js';
import type { SqlDialect } from '../connections/dialect.js';
import { pipeline } from '../connections/pipeline.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { isSpellingOf } from '../statements/letter-case.js';
import type { Found } from '../statements/table-statements.js';
import type { ExpiredAlias, SqlAliasMetadata } from '../own-tables/sql-alias-metadata.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { AliasRow, AliasTables } from './alias-tables.js';
import { isActive, ownerOf, rowsOrKept } from './claims/held-names.js';
import { OwnerQuotas } from './quotas/owner-quotas.js';
import type { ActivityWriter } from './sql-activity-log.js';
import { SqlAliasList } from './sql-alias-list.js';

/** A row that this transaction has locked. */
interface LockedAlias {
  readonly address: EmailAddress;
  readonly row: Found<AliasRow>;
  readonly owner: string | undefined;
  readonly isActive: boolean;
}

/** What is written beside a change of an alias that is there. */
interface Change {
  readonly type: ActivityType;
  readonly owner: EmailAddress;
  readonly origin: Origin | undefined;
}

export class SqlAliasStore extends SqlAliasList implements AliasStore, AliasList {
  private readonly group: ClaimGroup;
  private readonly quotas: OwnerQuotas;
  private readonly lockToWrite: string;

  constructor(
    db: UntypedDatabase,
    dialect: SqlDialect,
    private readonly tables: AliasTables,
    private readonly claims: ClaimExecutor,
    private readonly activity: ActivityWriter,
    private readonly metadata: SqlAliasMetadata,
  ) {
    super(db, dialect, tables.records);
    this.group = new ClaimGroup(claims);
    this.quotas = new OwnerQuotas(dialect, tables.activeAliases);
    this.lockToWrite = dialect.lockToWrite.compile(db).sql;
  }

  claim(claim: AliasClaim): Promise<ClaimOutcome> {
    return this.group.claim(claim);
  }

  claimMany(aliases: readonly Alias[], { dryRun = false }: ClaimManyOptions = {}): Promise<readonly ClaimOutcome[]> {
    const claims = aliases.map((alias) => ({ alias }));
    return claimInOrder(this.claims, claims, { dryRun });
  }

  async revive(claim: AliasClaim): Promise<ReviveOutcome> {
    const { origin, quota } = claim;
    const { address, goto } = claim.alias;
    return this.transact(async (trx) => {
      await this.quotas.lock(trx, goto.value, quota);
      const alias = await this.lock(trx, address);
      if (alias?.owner !== goto.value) return 'not_held';
      if (alias.isActive) return 'revived';
      if (await this.quotas.isReached(trx, goto.value, quota)) return 'quota_reached';
      await this.switch(trx, alias, true, { type: 'alias_create', owner: goto, origin }, claim);
      return 'revived';
    });
  }

  async deactivate(address: EmailAddress, owner: EmailAddress, origin?: Origin): Promise<DeactivateOutcome> {
    return this.transact(async (trx) => {
      const alias = await this.lock(trx, address);
      if (!alias) return 'not_found';
      if (alias.owner !== owner.value) return 'not_owned';
      if (!alias.isActive) return 'inactive';
      await this.switch(trx, alias, false, { type: 'alias_delete', owner, origin });
      return 'deactivated';
    });
  }

  async setActive(address: EmailAddress, active: boolean): Promise<'set' | 'not_found'> {
    return this.transact(async (trx) => {
      const alias = await this.lock(trx, address);
      if (!alias) return 'not_found';
      if (alias.isActive !== active) await this.switch(trx, alias, active);
      return 'set';
    });
  }

  metadataOf(addresses: readonly string[]): Promise<ReadonlyMap<string, MetadataRecord>> {
    return this.metadata.metadataOf(addresses);
  }

  async deactivateExpired(at: Date, limit: number): Promise<number> {
    const due = await this.metadata.findExpired(at, limit);
    if (due.length > 0) await this.transact((trx) => this.expire(trx, at, due));
    return due.length;
  }

  /** The mail server's rows are locked first, in one order, as by every other change of an alias. */
  private async expire(trx: UntypedDatabase, at: Date, due: readonly ExpiredAlias[]): Promise<void> {
    const locked = new Map<string, LockedAlias>();
    for (const { address } of [...due].sort((a, b) => (a.address < b.address ? -1 : 1))) {
      const parsed = EmailAddress.parseExisting(address);
      const alias = parsed.ok ? await this.lock(trx, parsed.value) : undefined;
      if (alias) locked.set(address, alias);
    }
    const addresses = due.map(({ address }) => address);
    const expired = await this.metadata.lockExpired(trx, at, addresses);
    for (const { address, owner } of expired) {
      const alias = locked.get(address);
      // A row that others changed since is theirs.
      if (alias?.isActive && alias.owner === owner) await this.switch(trx, alias, false);
    }
    await pipeline(trx, { metadata: this.metadata.markExpired(expired.map(({ address }) => address)) });
  }

  private transact<T>(work: (trx: UntypedDatabase) => Promise<T>): Promise<T> {
    return retryTransient(() => this.db.transaction().execute(work));
  }

  /** The row of this address, in any letter case that finds it. */
  private async lock(trx: UntypedDatabase, address: EmailAddress): Promise<LockedAlias | undefined> {
    const { owners } = this.tables;
    const found = await this.lockRows(trx, [address.value]);
    const all = rowsOrKept(found.aliases.rows, found.owners.rows);
    const rows = all.filter((row) => isSpellingOf(row.found, address.value));
    const [row] = rows;
    if (!row) return undefined;
    const goto = rows.map((one) => one.goto).join(',');
    const owner = ownerOf(rows, owners && found.owners.rows);
    return { address, row: { ...row, goto }, owner, isActive: isActive(row) };
  }

  /** Where rows are deleted, the lock is on the row that stays: no other could be inserted meanwhile. */
  private async lockRows(trx: UntypedDatabase, addresses: readonly string[]) {
    const { aliases, owners, deletesInactive } = this.tables;
    const kept = deletesInactive
      ? await pipeline(trx, { owners: owners?.find(addresses, this.lockToWrite) ?? [] })
      : undefined;
    const found = await pipeline(trx, {
      aliases: aliases.find(addresses, this.lockToWrite),
      owners: kept ? [] : (owners?.find(addresses) ?? []),
    });
    return { aliases: found.aliases, owners: kept?.owners ?? found.owners };
  }

  private async switch(
    trx: UntypedDatabase,
    { address, row }: LockedAlias,
    active: boolean,
    change?: Change,
    claim?: AliasClaim,
  ): Promise<void> {
    const { type, owner, origin } = change ?? {};
    const subject = address.value;
    await pipeline(trx, {
      aliases: this.tables.switchAlias(row, active),
      metadata: active ? this.metadata.revived(claim, subject) : [],
      activity: type && owner && origin ? this.activity.inserts([{ type, owner, subject, origin }]) : [],
    });
  }
}
