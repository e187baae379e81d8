import type { ColumnType, Generated, Kysely } from 'kysely';
import type { BanRecord, BanRegistry, NewBan } from '../../../application/ports/ban-registry.js';
import { type BanKind, type BanTarget } from '../../../domain/ban-target.js';
import type { SqlDialect } from '../dialects/dialect.js';
import type { GeneratedTimeColumn } from './keys-table.js';
type OptionalTime = ColumnType<unknown, string | null | undefined, string>;
/** Bans, in the form of the haltman API's, whose word for a handle is `name`. */
interface BansTable {
    id: Generated<number>;
    ban_type: string;
    ban_value: string;
    reason: string;
    created_at: GeneratedTimeColumn;
    expires_at: OptionalTime;
    revoked_at: OptionalTime;
}
type BansTableName = 'api_bans' | 'postern_ban';
export type BansDatabase = Readonly<Record<BansTableName, BansTable>>;
export declare const BANS_TABLE_USE: {
    readonly madeBy: "postern";
    readonly select: readonly ["id", "ban_type", "ban_value", "reason", "created_at", "expires_at", "revoked_at"];
    readonly insert: readonly ["ban_type", "ban_value", "reason", "created_at", "expires_at"];
    readonly update: readonly ["revoked_at"];
};
export declare class SqlBanRegistry implements BanRegistry {
    private readonly db;
    private readonly dialect;
    private readonly table;
    constructor(db: Kysely<BansDatabase>, dialect: SqlDialect, table: BansTableName);
    /** Equal text alone, so that each is found by the index on type and value. */
    findKind(targets: Iterable<BanTarget>, at: Date): Promise<BanKind | undefined>;
    add({ target, reason, createdAt, expiresAt }: NewBan): Promise<BanRecord>;
    list({ inForceAt, limit }: Parameters<BanRegistry['list']>[0]): Promise<readonly BanRecord[]>;
    lift(id: number, at: Date): Promise<BanRecord | undefined>;
    private inForce;
    private toRecord;
}
export {};
