import type { BanKind, BanTarget } from '../../domain/ban-target.js';
/** A ban as the tables have it. Rows may be written by others, so kind and value are text of any form. */
export interface BanRecord {
    readonly id: number;
    readonly kind: string;
    readonly value: string;
    /** For the operator; it is never told to whom it strikes. */
    readonly reason: string;
    readonly createdAt: Date;
    /** `undefined` where it lasts until it is lifted. */
    readonly expiresAt: Date | undefined;
    readonly liftedAt: Date | undefined;
}
export interface NewBan {
    readonly target: BanTarget;
    readonly reason: string;
    readonly createdAt: Date;
    readonly expiresAt: Date | undefined;
}
/** For finding whether any of some bans is in force. */
export interface BanLookup {
    /** The kind of one that is in force then, the first in the order of BAN_KINDS. */
    findKind(targets: Iterable<BanTarget>, at: Date): Promise<BanKind | undefined>;
}
/** For keeping bans. */
export interface BanRegistry extends BanLookup {
    add(ban: NewBan): Promise<BanRecord>;
    /** In order of id; those in force at a time, or all. */
    list(query: {
        readonly inForceAt?: Date | undefined;
        readonly limit?: number;
    }): Promise<readonly BanRecord[]>;
    /** Takes effect once; a lifted ban keeps the time of its first lifting. `undefined` where there is no such ban. */
    lift(id: number, at: Date): Promise<BanRecord | undefined>;
}
