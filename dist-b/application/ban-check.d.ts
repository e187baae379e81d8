import { type BanKind, type BanSubject } from '../domain/ban-target.js';
import type { BanLookup } from './ports/ban-registry.js';
import type { Clock } from './ports/clock.js';
export interface Banned {
    readonly kind: 'banned';
    /** What of the request is banned. */
    readonly by: BanKind;
}
/** Asks, in one question, whether anything of a request is banned. */
export declare class BanCheck {
    private readonly bans;
    private readonly clock;
    constructor(bans: BanLookup, clock: Clock);
    find(subject: BanSubject): Promise<Banned | undefined>;
}
