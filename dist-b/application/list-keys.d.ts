import type { EmailAddress } from '../domain/email-address.js';
import type { Clock } from './ports/clock.js';
import type { KeyRecord, KeyRegistry } from './ports/key-registry.js';
/** Every key, with the status that it has now; never their secrets. */
export declare class ListKeys {
    private readonly keys;
    private readonly clock;
    constructor(keys: KeyRegistry, clock: Clock);
    execute(query: {
        readonly owner?: EmailAddress | undefined;
    }): Promise<readonly KeyRecord[]>;
}
