import { type Kysely } from 'kysely';
import type { AliasFilter, AliasList, AliasQuery, AliasRecord, AliasScan, AliasStats, AliasStatsQuery, AliasStore, ClaimManyOptions, ClaimOutcome, DeactivateOutcome, ReviveOutcome } from '../../../../application/ports/alias-store.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { Alias } from '../../../../domain/alias.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { HaltmanActivityLog } from './haltman-activity-log.js';
import type { HaltmanTables } from './tables.js';
export declare class HaltmanAliasStore implements AliasStore, AliasList {
    private readonly db;
    private readonly dialect;
    private readonly activity;
    private readonly claims;
    private readonly group;
    constructor(db: Kysely<HaltmanTables>, dialect: SqlDialect, activity: HaltmanActivityLog);
    claim(alias: Alias, origin?: Origin): Promise<ClaimOutcome>;
    claimMany(aliases: readonly Alias[], { dryRun }?: ClaimManyOptions): Promise<readonly ClaimOutcome[]>;
    revive({ address, goto }: Alias, origin?: Origin): Promise<ReviveOutcome>;
    deactivate(address: EmailAddress, owner: EmailAddress, origin?: Origin): Promise<DeactivateOutcome>;
    setActive(address: EmailAddress, active: boolean): Promise<'set' | 'not_found'>;
    list({ limit, offset, beforeId, ...filter }: AliasQuery): Promise<readonly AliasRecord[]>;
    idAt({ owner, offset, beforeId }: Parameters<AliasList['idAt']>[0]): Promise<number | undefined>;
    scan({ limit, after, ...filter }: AliasScan): Promise<readonly AliasRecord[]>;
    count(filter: AliasFilter, max: number): Promise<number>;
    stats(query: AliasStatsQuery): Promise<AliasStats>;
    private filtered;
    /** The row of exactly this address: a collation may find another spelling. */
    private lock;
    private switch;
    private toRecord;
}
