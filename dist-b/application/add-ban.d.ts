import type { BanTarget } from '../domain/ban-target.js';
import { type Result } from '../domain/result.js';
import type { BanRecord, BanRegistry } from './ports/ban-registry.js';
import type { Clock } from './ports/clock.js';
export interface AddBanCommand {
    readonly target: BanTarget;
    /** For the operator: 1 to 500 characters without control characters. */
    readonly reason: string;
    /** How long it lasts, in whole days; until it is lifted where absent. */
    readonly days?: number | undefined;
}
export type AddBanError = {
    readonly kind: 'unfit_reason';
    readonly maxLength: number;
} | {
    readonly kind: 'days_out_of_range';
    readonly min: number;
    readonly max: number;
} | {
    readonly kind: 'already_banned';
    readonly id: number;
};
/** Bans from now on. Two operators who ban the same at the same moment make two bans, each to be lifted. */
export declare class AddBan {
    private readonly bans;
    private readonly clock;
    static readonly MAX_REASON_LENGTH = 500;
    static readonly MIN_DAYS = 1;
    static readonly MAX_DAYS = 9999;
    constructor(bans: BanRegistry, clock: Clock);
    execute({ target, reason, days }: AddBanCommand): Promise<Result<BanRecord, AddBanError>>;
}
