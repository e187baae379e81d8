import { type AliasFilter, type AliasList, type AliasQuery, type AliasRecord, type AliasScan, type AliasStats, type AliasStatsQuery, type AliasStore, type ClaimManyOptions, type ClaimOutcome, type DeactivateOutcome, type ReviveOutcome } from '../../application/ports/alias-store.js';
import type { Clock } from '../../application/ports/clock.js';
import type { Origin } from '../../application/ports/origin.js';
import { Alias } from '../../domain/alias.js';
import type { EmailAddress } from '../../domain/email-address.js';
import type { Handle } from '../../domain/handle.js';
import type { MemoryActivityLog } from './memory-activity-log.js';
/** Keeps aliases in this process's memory. Atomic because each call does its work in one turn of the event loop. */
export declare class MemoryAliasStore implements AliasStore, AliasList {
    private readonly clock;
    private readonly activity;
    private readonly isHandleTaken;
    /** By address, in order of claim. */
    private readonly rows;
    constructor(clock: Clock, activity: MemoryActivityLog, isHandleTaken: (handle: Handle) => boolean);
    claim(alias: Alias, origin?: Origin): Promise<ClaimOutcome>;
    claimMany(aliases: readonly Alias[], { dryRun }?: ClaimManyOptions): Promise<readonly ClaimOutcome[]>;
    revive(alias: Alias, origin?: Origin): Promise<ReviveOutcome>;
    deactivate(address: EmailAddress, owner: EmailAddress, origin?: Origin): Promise<DeactivateOutcome>;
    setActive(address: EmailAddress, active: boolean): Promise<'set' | 'not_found'>;
    list({ limit, offset, beforeId, ...filter }: AliasQuery): Promise<readonly AliasRecord[]>;
    idAt({ owner, offset, beforeId }: Parameters<AliasList['idAt']>[0]): Promise<number | undefined>;
    scan({ limit, after, ...filter }: AliasScan): Promise<readonly AliasRecord[]>;
    count(filter: AliasFilter, max: number): Promise<number>;
    stats({ owner, createdSince, modifiedSince, max }: AliasStatsQuery): Promise<AliasStats>;
    /** Whether anybody but the owner has an alias of this local part, on any domain. */
    isOthers(handle: Handle, owner: EmailAddress): boolean;
    private claimNow;
    private change;
    /** Newest first. */
    private filtered;
}
