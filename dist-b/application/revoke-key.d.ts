import { type Result } from '../domain/result.js';
import type { Clock } from './ports/clock.js';
import type { KeyRecord, KeyRegistry } from './ports/key-registry.js';
export interface RevokeKeyError {
    readonly kind: 'key_unknown';
    readonly id: number;
}
/** Ends a key for good. Revoking it again changes nothing and succeeds. */
export declare class RevokeKey {
    private readonly keys;
    private readonly clock;
    constructor(keys: KeyRegistry, clock: Clock);
    execute({ id }: {
        readonly id: number;
    }): Promise<Result<KeyRecord, RevokeKeyError>>;
}
