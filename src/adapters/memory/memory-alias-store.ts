import {
  type AliasClaim,
  type AliasFilter,
  type AliasList,
  type AliasQuery,
  type AliasRecord,
  type AliasScan,
  type AliasStats,
  type AliasStatsQuery,
  type AliasStore,
  type ClaimManyOptions,
  type ClaimOutcome,
  type DeactivateOutcome,
  MAX_CLAIMS,
  type MetadataRecord,
  type ReviveOutcome,
} from '../../application/ports/alias-store.js';
import type { Clock } from '../../application/ports/clock.js';
import type { Origin } from '../../application/ports/origin.js';
import { type AliasMetadata, isEmptyMetadata, NO_METADATA } from '../../domain/alias-metadata.js';
import { Alias } from '../../domain/alias.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { Handle } from '../../domain/addresses/handle.js';
import type { RecipientDelimiter } from '../../domain/addresses/recipient-delimiter.js';
import { unwrap } from '../../domain/result.js';
import type { MemoryActivityLog } from './memory-activity-log.js';

interface Row {
  readonly id: number;
  readonly alias: Alias;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly metadata: AliasMetadata;
  /** Whether the expiry was seen to. */
  readonly isExpired: boolean;
}

/** What is kept elsewhere and may be in the way of a claim. */
export interface Others {
  isHandleTaken(handle: Handle): boolean;
  /** Whether another owner has what this handle extends, or what extends it. */
  isOthersFamily(handle: Handle, owner: EmailAddress): boolean;
  /** The mailboxes that keys were made for. */
  owners(): readonly string[];
}

/** Keeps aliases in this process's memory. Atomic because each call does its work in one turn of the event loop. */
export class MemoryAliasStore implements AliasStore, AliasList {
  /** By address, in order of claim. */
  private readonly rows = new Map<string, Row>();

  constructor(
    private readonly clock: Clock,
    private readonly activity: MemoryActivityLog,
    private readonly delimiter: RecipientDelimiter,
    private readonly others: Others,
  ) {}

  claim(claim: AliasClaim): Promise<ClaimOutcome> {
    return Promise.resolve(this.claimNow(claim));
  }

  claimMany(aliases: readonly Alias[], { dryRun = false }: ClaimManyOptions = {}): Promise<readonly ClaimOutcome[]> {
    if (aliases.length > MAX_CLAIMS) return Promise.reject(new RangeError(`at most ${MAX_CLAIMS} claims at once`));
    const outcomes = aliases.map((alias) => this.claimNow({ alias }));
    if (dryRun)
      for (const [at, { address }] of aliases.entries())
        if (outcomes[at]?.kind === 'claimed') this.rows.delete(address.value);
    return Promise.resolve(outcomes);
  }

  revive({ alias, metadata, origin, quota }: AliasClaim): Promise<ReviveOutcome> {
    const held = this.rows.get(alias.address.value);
    if (held?.alias.goto.value !== alias.goto.value) return Promise.resolve('not_held');
    if (!held.alias.active) {
      if (this.isReached(quota, alias.goto)) return Promise.resolve('quota_reached');
      this.change(held, alias, this.revived(held, metadata));
      this.activity.add('alias_create', alias.goto, alias.address.value, origin);
    }
    return Promise.resolve('revived');
  }

  deactivate(address: EmailAddress, owner: EmailAddress, origin?: Origin): Promise<DeactivateOutcome> {
    const held = this.rows.get(address.value);
    if (!held) return Promise.resolve('not_found');
    if (held.alias.goto.value !== owner.value) return Promise.resolve('not_owned');
    if (!held.alias.active) return Promise.resolve('inactive');
    this.change(held, unwrap(Alias.of(address, held.alias.goto, false)));
    this.activity.add('alias_delete', owner, address.value, origin);
    return Promise.resolve('deactivated');
  }

  setActive(address: EmailAddress, active: boolean): Promise<'set' | 'not_found'> {
    const held = this.rows.get(address.value);
    if (!held) return Promise.resolve('not_found');
    if (held.alias.active !== active) {
      const alias = unwrap(Alias.of(address, held.alias.goto, active));
      this.change(held, alias, active ? this.revived(held) : held.metadata);
    }
    return Promise.resolve('set');
  }

  deactivateExpired(at: Date, limit: number): Promise<number> {
    const expired = [...this.rows.values()].filter(({ isExpired, metadata: { expiresAt } }) => {
      return !isExpired && expiresAt !== undefined && expiresAt <= at;
    });
    const found = expired.slice(0, limit);
    for (const row of found) {
      const { address, goto, active } = row.alias;
      const modifiedAtMs = active ? this.clock.now().getTime() : row.modifiedAtMs;
      const alias = unwrap(Alias.of(address, goto, false));
      this.rows.set(address.value, { ...row, alias, modifiedAtMs, isExpired: true });
    }
    return Promise.resolve(found.length);
  }

  list({ limit, offset, beforeId = Infinity, ...filter }: AliasQuery): Promise<readonly AliasRecord[]> {
    const rows = this.filtered(filter, beforeId);
    return Promise.resolve(rows.slice(offset, offset + limit).map(toRecord));
  }

  async idAt({ owner, offset, beforeId }: Parameters<AliasList['idAt']>[0]): Promise<number | undefined> {
    const [row] = await this.list({ owner, beforeId, limit: 1, offset });
    return row?.id;
  }

  scan({ limit, after = '', ...filter }: AliasScan): Promise<readonly AliasRecord[]> {
    const rows = this.filtered(filter).filter(({ alias }) => alias.address.value > after);
    const sorted = rows.sort((a, b) => (a.alias.address.value < b.alias.address.value ? -1 : 1));
    return Promise.resolve(sorted.slice(0, limit).map(toRecord));
  }

  count(filter: AliasFilter, max: number): Promise<number> {
    return Promise.resolve(Math.min(this.filtered(filter).length, max));
  }

  stats({ owner, createdSince, modifiedSince, max }: AliasStatsQuery): Promise<AliasStats> {
    const rows = this.filtered({ owner }).slice(0, max);
    const names = [...new Set(rows.map(({ alias }) => alias.address.domain.value))].sort();
    const isActive = ({ alias }: Row) => alias.active;
    return Promise.resolve({
      total: rows.length,
      active: rows.filter(isActive).length,
      createdSince: rows.filter(({ createdAtMs }) => createdAtMs >= createdSince.getTime()).length,
      modifiedSince: rows.filter(({ modifiedAtMs }) => modifiedAtMs >= modifiedSince.getTime()).length,
      byDomain: names.map((domain) => {
        const of = rows.filter(({ alias }) => alias.address.domain.value === domain);
        return { domain, total: of.length, active: of.filter(isActive).length };
      }),
    });
  }

  metadataOf(addresses: readonly string[]): Promise<ReadonlyMap<string, MetadataRecord>> {
    const found = addresses.flatMap((address) => this.rows.get(address) ?? []);
    const kept = found.filter(({ metadata }) => !isEmptyMetadata(metadata));
    return Promise.resolve(new Map(kept.map((row) => [row.alias.address.value, toMetadataRecord(row)])));
  }

  /** Whether anybody but the owner has an alias of this local part, of its base or of what extends it, on any domain. */
  isOthers(handle: Handle, owner: EmailAddress): boolean {
    const base = this.delimiter.baseOf(handle)?.value;
    return [...this.rows.values()].some(({ alias: { address, goto } }) => {
      const held = [address.handle.value, this.delimiter.baseOf(address.handle)?.value];
      return goto.value !== owner.value && (held.includes(handle.value) || address.handle.value === base);
    });
  }

  /** Where mail goes, and whose keys there are. */
  mailboxes(): ReadonlySet<string> {
    return new Set([...[...this.rows.values()].map(({ alias }) => alias.goto.value), ...this.others.owners()]);
  }

  private isReached(quota: number | undefined, owner: EmailAddress): quota is number {
    return quota !== undefined && this.filtered({ owner, active: true }).length >= quota;
  }

  private claimNow({ alias, metadata = NO_METADATA, origin, quota }: AliasClaim): ClaimOutcome {
    if (this.others.isHandleTaken(alias.address.handle)) return { kind: 'taken', by: { kind: 'other' } };
    const held = this.rows.get(alias.address.value);
    if (held) return { kind: 'taken', by: { kind: 'alias', alias: held.alias } };
    if (this.isObstructed(alias)) return { kind: 'taken', by: { kind: 'other' } };
    if (this.isReached(quota, alias.goto)) return { kind: 'quota_reached', quota };
    const nowMs = this.clock.now().getTime();
    const id = this.rows.size + 1;
    const times = { createdAtMs: nowMs, modifiedAtMs: nowMs };
    this.rows.set(alias.address.value, { id, alias, ...times, metadata, isExpired: false });
    this.activity.add('alias_create', alias.goto, alias.address.value, origin);
    return { kind: 'claimed' };
  }

  /** Whether mail to the address, or to what extends it, is for somebody else already. */
  private isObstructed({ address, goto }: Alias): boolean {
    const base = this.delimiter.baseAddressOf(address)?.value;
    const mailboxes = this.mailboxes();
    if (mailboxes.has(address.value)) return true;
    if (base !== undefined && base !== goto.value && mailboxes.has(base)) return true;
    if (this.others.isOthersFamily(address.handle, goto)) return true;
    return [...this.rows.values()].some(
      ({ alias: other }) =>
        other.goto.value !== goto.value &&
        (other.address.value === base || this.delimiter.baseAddressOf(other.address)?.value === address.value),
    );
  }

  private change(row: Row, alias: Alias, metadata = row.metadata): void {
    const modifiedAtMs = this.clock.now().getTime();
    const isExpired = row.isExpired && metadata === row.metadata;
    this.rows.set(alias.address.value, { ...row, alias, modifiedAtMs, metadata, isExpired });
  }

  /** What an alias has that is active again: not an expiry that is past. */
  private revived({ metadata: held }: Row, given?: AliasMetadata): AliasMetadata {
    if (given && !isEmptyMetadata(given)) return given;
    return held.expiresAt && held.expiresAt <= this.clock.now() ? { ...held, expiresAt: undefined } : held;
  }

  /** Newest first. */
  private filtered({ owner, active, domain, prefix, among }: AliasFilter, beforeId = Infinity): Row[] {
    return [...this.rows.values()]
      .reverse()
      .filter(({ id, alias }) => id < beforeId && (!owner || alias.goto.value === owner.value))
      .slice(0, among)
      .filter(
        ({ alias }) =>
          (active === undefined || alias.active === active) &&
          (!domain || alias.address.domain.value === domain.value) &&
          (!prefix || alias.address.handle.value.startsWith(prefix.value)),
      );
  }
}

function toRecord({ id, alias, createdAtMs, modifiedAtMs }: Row): AliasRecord {
  return {
    id,
    address: alias.address.value,
    goto: alias.goto.value,
    active: alias.active,
    createdAt: new Date(createdAtMs),
    modifiedAt: new Date(modifiedAtMs),
  };
}

function toMetadataRecord({ metadata: { note, site, expiresAt, pinned = false } }: Row): MetadataRecord {
  return { note: note?.value, site: site?.value, expiresAt, pinned };
}
