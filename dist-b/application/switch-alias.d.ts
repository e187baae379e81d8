import type { EmailAddress } from '../domain/email-address.js';
import { type Result } from '../domain/result.js';
import type { AliasStore } from './ports/alias-store.js';
export interface SwitchAliasCommand {
    readonly address: EmailAddress;
    readonly active: boolean;
}
export interface SwitchAliasError {
    readonly kind: 'alias_unknown';
    readonly address: EmailAddress;
}
/** Enables or disables an alias, whoever's it is: the operator's way. Its address stays its owner's. */
export declare class SwitchAlias {
    private readonly aliases;
    constructor(aliases: Pick<AliasStore, 'setActive'>);
    execute({ address, active }: SwitchAliasCommand): Promise<Result<SwitchAliasCommand, SwitchAliasError>>;
}
