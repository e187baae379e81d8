import type { Domain } from '../domain/domain.js';
import type { EmailAddress } from '../domain/email-address.js';
import type { AliasList, AliasRecord } from './ports/alias-store.js';
export interface ExportAliasesCommand {
    readonly owner?: EmailAddress | undefined;
    readonly domain?: Domain | undefined;
}
/** Reads all aliases in the order of their addresses, a page at a time; those that come or go meanwhile may be among them or not. */
export declare class ExportAliases {
    private readonly aliases;
    static readonly PAGE = 1000;
    constructor(aliases: Pick<AliasList, 'scan'>);
    execute(command: ExportAliasesCommand): AsyncGenerator<readonly AliasRecord[], void, undefined>;
}
