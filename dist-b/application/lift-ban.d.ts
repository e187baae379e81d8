import { type Result } from '../domain/result.js';
import type { BanRecord, BanRegistry } from './ports/ban-registry.js';
import type { Clock } from './ports/clock.js';
export interface LiftBanError {
    readonly kind: 'ban_unknown';
    readonly id: number;
}
/** Ends a ban. Lifting it again changes nothing and succeeds. */
export declare class LiftBan {
    private readonly bans;
    private readonly clock;
    constructor(bans: BanRegistry, clock: Clock);
    execute({ id }: {
        readonly id: number;
    }): Promise<Result<BanRecord, LiftBanError>>;
}
