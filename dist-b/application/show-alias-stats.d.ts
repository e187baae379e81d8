import type { EmailAddress } from '../domain/email-address.js';
import type { AliasList, AliasStats } from './ports/alias-store.js';
import type { Clock } from './ports/clock.js';
/** An owner's aliases in numbers: created since 7 days, modified since 24 hours. */
export declare class ShowAliasStats {
    private readonly aliases;
    private readonly clock;
    /** Of more than these, the newest are counted. */
    static readonly MAX_COUNTED = 100000;
    constructor(aliases: AliasList, clock: Clock);
    execute({ owner }: {
        readonly owner: EmailAddress;
    }): Promise<AliasStats>;
}
