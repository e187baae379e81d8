import type { CompiledQuery } from 'kysely';
import type { Claim } from '../batching/claim.js';
import type { NamedResult } from '../connections/pipeline.js';
import type { Found, LookUp } from '../statements/table-statements.js';
import type { AliasRecords } from './alias-records.js';
import type { ObstacleTables } from './claims/claim-obstacles.js';
import type { LockedDomainTables } from '../domains/domain-locks.js';
import type { ActiveRows } from './quotas/owner-quotas.js';

/** A row at an address, in the mail server's own table. */
export interface AliasRow {
  /** Absent if the table does not number its rows. */
  readonly id?: number;
  readonly goto: string;
  /** Absent if each row is active. */
  readonly active?: unknown;
}

/** Who an address was given to, in `postern_alias`. */
export interface OwnerRow {
  readonly id: number;
  readonly owner: string;
  /** Where an inactive alias went whose row was deleted, if not to its owner; several addresses between commas. */
  readonly goto?: string | null;
  /** Off for an inactive alias whose row was deleted; absent if rows stay. */
  readonly active?: unknown;
}

/** A handle that is taken on all domains, also while it is inactive. */
export interface HandleRow {
  readonly id: number;
  readonly owner: string | null;
  readonly active: unknown;
}

/** Which tables mean what to the alias store and the handle store. */
export interface AliasTables {
  /**
   * How claims exclude each other.
   *
   * - Absent: insert first. A unique index holds the address. The rows are inserted, and only if one was
   *   held is it looked up by what. There are no alias domains, limits of domains or mailboxes.
   * - These: lock first. The rows of the domains are locked, then everything is read and decided, then
   *   the rows are inserted. It needs no unique index.
   */
  readonly lockedDomains?: LockedDomainTables;
  /** The table that claims insert into, and that they are kept out of while a handle is taken. */
  readonly table: string;
  /** Rows by their address. */
  readonly aliases: LookUp<AliasRow>;
  /** Absent if the owner of a row is its `goto`. */
  readonly owners?: LookUp<OwnerRow>;
  /**
   * Whether an inactive alias has no row in the mail server's table, which has no column to switch it
   * off: its place is kept in `postern_alias` alone. Needs `lockedDomains`, and `owners` with `active`.
   */
  readonly deletesInactive?: true;
  /** The mail server's own mailboxes, and whatever else holds an address and is no alias. */
  readonly mailboxes?: LookUp<object>;
  readonly handles: LookUp<HandleRow>;
  readonly obstacles: ObstacleTables;
  readonly records: AliasRecords;
  /** What quotas count. */
  readonly activeAliases: ActiveRows;
  readonly activeHandles: ActiveRows;
  /**
   * Inserts the rows of claims, which come in the order of their addresses. One row is affected for each
   * claim whose address was free; the others are left out. With `deletesInactive`, inactive ones too.
   */
  insertAliases(claims: readonly Claim[]): readonly CompiledQuery[];
  /**
   * Lets an alias forward or not. Its row is locked, or the one that keeps its place. If several rows
   * have its address, `goto` is theirs between commas.
   */
  switchAlias(row: Found<AliasRow>, active: boolean): readonly CompiledQuery[];
  /** Inserts the row unless the handle is held: one row is affected, or none. */
  insertHandle(handle: string, owner: string): readonly CompiledQuery[];
  releaseHandle(id: number): readonly CompiledQuery[];
  /** The names of all domains, served or not. */
  domainNames(): CompiledQuery<{ readonly name: string }>;
}

/** Writes beside the rows of claims, in the same transaction. */
export interface Companion {
  /** Its results come back by it. */
  readonly name: string;
  /** Statements behind the INSERT of these claims. */
  claimed(claims: readonly Claim[]): readonly CompiledQuery[];
  /** Throws if the statements did not do what they should have done. */
  check?(result: NamedResult, claims: readonly Claim[]): void;
}
