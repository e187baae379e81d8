import type { EmailAddress } from '../domain/email-address.js';
import { type Result } from '../domain/result.js';
import type { AliasStore } from './ports/alias-store.js';
import type { Origin } from './ports/origin.js';
export interface DeleteAliasCommand {
    readonly address: EmailAddress;
    readonly owner: EmailAddress;
    readonly origin?: Origin;
}
export interface DeleteAliasError {
    readonly kind: 'alias_unknown' | 'alias_not_owned' | 'alias_inactive';
    readonly address: EmailAddress;
}
/** Lets an owner's alias forward nothing more. Its address stays the owner's for good. */
export declare class DeleteAlias {
    private readonly aliases;
    constructor(aliases: AliasStore);
    execute({ address, owner, origin }: DeleteAliasCommand): Promise<Result<EmailAddress, DeleteAliasError>>;
}
