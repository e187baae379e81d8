import type { ApiKey } from '../domain/api-key.js';
import type { EmailAddress } from '../domain/email-address.js';
import { type Result } from '../domain/result.js';
import type { Clock } from './ports/clock.js';
import type { KeyRegistry } from './ports/key-registry.js';
import type { KeySecrets } from './ports/key-secrets.js';
export interface IssueKeyCommand {
    readonly owner: EmailAddress;
    /** How long the key works, in whole days: 1 to 9999. */
    readonly days: number;
}
export interface IssuedKey {
    readonly id: number;
    /** Shown to its owner this once; only its hash is kept. */
    readonly key: ApiKey;
    readonly owner: EmailAddress;
    readonly expiresAt: Date;
}
export interface IssueKeyError {
    readonly kind: 'days_out_of_range';
    readonly min: number;
    readonly max: number;
}
/** Makes a key that speaks for its owner. */
export declare class IssueKey {
    private readonly keys;
    private readonly secrets;
    private readonly clock;
    static readonly DEFAULT_DAYS = 90;
    static readonly MIN_DAYS = 1;
    static readonly MAX_DAYS = 9999;
    constructor(keys: KeyRegistry, secrets: KeySecrets, clock: Clock);
    execute({ owner, days }: IssueKeyCommand): Promise<Result<IssuedKey, IssueKeyError>>;
}
