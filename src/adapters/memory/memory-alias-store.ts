import type {
  AliasList,
  AliasQuery,
  AliasRecord,
  AliasStore,
  ClaimOutcome,
  ReviveOutcome,
} from '../../application/ports/alias-store.js';
import type { Clock } from '../../application/ports/clock.js';
import type { Alias } from '../../domain/alias.js';

interface Row {
  readonly id: number;
  readonly alias: Alias;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

/** Keeps aliases in this process's memory. Atomic because each call does its work in one turn of the event loop. */
export class MemoryAliasStore implements AliasStore, AliasList {
  /** By address, in order of claim. */
  private readonly rows = new Map<string, Row>();

  constructor(private readonly clock: Clock) {}

  claim(alias: Alias): Promise<ClaimOutcome> {
    const held = this.rows.get(alias.address.value);
    if (held) return Promise.resolve({ kind: 'taken', by: { kind: 'alias', alias: held.alias } });
    const nowMs = this.clock.now().getTime();
    const id = this.rows.size + 1;
    this.rows.set(alias.address.value, { id, alias, createdAtMs: nowMs, modifiedAtMs: nowMs });
    return Promise.resolve({ kind: 'claimed' });
  }

  revive(alias: Alias): Promise<ReviveOutcome> {
    const held = this.rows.get(alias.address.value);
    if (held?.alias.goto.value !== alias.goto.value) return Promise.resolve('not_held');
    if (!held.alias.active) {
      this.rows.set(alias.address.value, { ...held, alias, modifiedAtMs: this.clock.now().getTime() });
    }
    return Promise.resolve('revived');
  }

  list({ owner, limit, offset }: AliasQuery): Promise<readonly AliasRecord[]> {
    const rows = [...this.rows.values()].reverse();
    const owned = owner ? rows.filter((row) => row.alias.goto.value === owner.value) : rows;
    return Promise.resolve(owned.slice(offset, offset + limit).map(toRecord));
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
