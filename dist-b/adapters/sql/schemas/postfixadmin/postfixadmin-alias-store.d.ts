import { type Kysely } from 'kysely';
import type { AliasFilter, AliasList, AliasQuery, AliasRecord, AliasScan, AliasStats, AliasStatsQuery, AliasStore, ClaimManyOptions, ClaimOutcome, DeactivateOutcome, ReviveOutcome } from '../../../../application/ports/alias-store.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { Alias } from '../../../../domain/alias.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import { type SqlDialect } from '../../dialects/dialect.js';
import type { PostfixadminActivityLog } from './postfixadmin-activity-log.js';
import type { PostfixadminTables } from './tables.js';
export declare class PostfixadminAliasStore implements AliasStore, AliasList {
    private readonly db;
    private readonly dialect;
    private readonly activity;
    private readonly claims;
    private readonly group;
    constructor(db: Kysely<PostfixadminTables>, dialect: SqlDialect, activity: PostfixadminActivityLog);
    claim(alias: Alias, origin?: Origin): Promise<ClaimOutcome>;
    claimMany(aliases: readonly Alias[], { dryRun }?: ClaimManyOptions): Promise<readonly ClaimOutcome[]>;
    revive({ address, goto }: Alias, origin?: Origin): Promise<ReviveOutcome>;
    deactivate(address: EmailAddress, owner: EmailAddress, origin?: Origin): Promise<DeactivateOutcome>;
    setActive(address: EmailAddress, active: boolean): Promise<'set' | 'not_found'>;
    /** An owner's are those that were given out to them. All: those of PostfixAdmin's too, but its rows for mailboxes. */
    list({ limit, offset, beforeId, ...filter }: AliasQuery): Promise<readonly AliasRecord[]>;
    scan({ limit, after, ...filter }: AliasScan): Promise<readonly AliasRecord[]>;
    /** Of what was given out, whether PostfixAdmin still has it or not. */
    idAt({ owner, offset, beforeId }: Parameters<AliasList['idAt']>[0]): Promise<number | undefined>;
    count(filter: AliasFilter, max: number): Promise<number>;
    stats(query: AliasStatsQuery): Promise<AliasStats>;
    private filtered;
    /**
     * The row of this address. Its owner is who it was given out to, but only while it goes there and nowhere else: what an
     * administrator made of it is not ours to undo.
     */
    private lock;
    private switch;
    private toRecord;
}
