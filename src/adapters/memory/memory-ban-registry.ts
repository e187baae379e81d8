import type { BanRecord, BanRegistry, NewBan } from '../../application/ports/ban-registry.js';
import { BAN_KINDS, type BanKind, type BanTarget } from '../../domain/ban-target.js';

/** Keeps bans in this process's memory. */
export class MemoryBanRegistry implements BanRegistry {
  /** In order of id: they count from 1. */
  private readonly rows: BanRecord[] = [];

  findKind(targets: Iterable<BanTarget>, at: Date): Promise<BanKind | undefined> {
    const inForce = this.rows.filter((row) => isInForce(row, at));
    const all = [...targets];
    const strikes = (kind: BanKind) =>
      all.some((target) => target.kind === kind && inForce.some((row) => isOf(row, target)));
    return Promise.resolve(BAN_KINDS.find(strikes));
  }

  add({ target: { kind, value }, reason, createdAt, expiresAt }: NewBan): Promise<BanRecord> {
    const row = { id: this.rows.length + 1, kind, value, reason, createdAt, expiresAt, liftedAt: undefined };
    this.rows.push(copy(row));
    return Promise.resolve(copy(row));
  }

  list({ inForceAt: at, limit }: Parameters<BanRegistry['list']>[0]): Promise<readonly BanRecord[]> {
    const rows = this.rows.filter((row) => !at || isInForce(row, at)).slice(0, limit);
    return Promise.resolve(rows.map(copy));
  }

  lift(id: number, at: Date): Promise<BanRecord | undefined> {
    const row = this.rows[id - 1];
    if (!row) return Promise.resolve(undefined);
    const lifted = copy({ ...row, liftedAt: row.liftedAt ?? at });
    this.rows[id - 1] = lifted;
    return Promise.resolve(copy(lifted));
  }
}

function isOf(row: BanRecord, { kind, value }: BanTarget): boolean {
  return row.kind === kind && row.value === value;
}

function isInForce({ expiresAt, liftedAt }: BanRecord, at: Date): boolean {
  return !liftedAt && (!expiresAt || expiresAt > at);
}

/** A Date can be changed by whoever holds it, so rows never share theirs. */
function copy(row: BanRecord): BanRecord {
  const { createdAt, expiresAt, liftedAt } = row;
  return {
    ...row,
    createdAt: new Date(createdAt),
    expiresAt: expiresAt && new Date(expiresAt),
    liftedAt: liftedAt && new Date(liftedAt),
  };
}
