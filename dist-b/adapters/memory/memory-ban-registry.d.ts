import type { BanRecord, BanRegistry, NewBan } from '../../application/ports/ban-registry.js';
import { type BanKind, type BanTarget } from '../../domain/ban-target.js';
/** Keeps bans in this process's memory. */
export declare class MemoryBanRegistry implements BanRegistry {
    /** In order of id: they count from 1. */
    private readonly rows;
    findKind(targets: Iterable<BanTarget>, at: Date): Promise<BanKind | undefined>;
    add({ target: { kind, value }, reason, createdAt, expiresAt }: NewBan): Promise<BanRecord>;
    list({ inForceAt: at, limit }: Parameters<BanRegistry['list']>[0]): Promise<readonly BanRecord[]>;
    lift(id: number, at: Date): Promise<BanRecord | undefined>;
}
