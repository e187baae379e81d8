import type { BanRecord, BanRegistry } from './ports/ban-registry.js';
import type { Clock } from './ports/clock.js';
/** The bans in force, or with those that are over. */
export declare class ListBans {
    private readonly bans;
    private readonly clock;
    constructor(bans: BanRegistry, clock: Clock);
    execute({ all }: {
        readonly all: boolean;
    }): Promise<readonly BanRecord[]>;
}
