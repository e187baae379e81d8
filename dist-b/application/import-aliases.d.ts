import { type AliasError } from '../domain/alias.js';
import type { Domain } from '../domain/domain.js';
import { EmailAddress, type EmailAddressError } from '../domain/email-address.js';
import type { MalformedRow, NumberedRow } from './ports/alias-rows.js';
import { type AliasStore } from './ports/alias-store.js';
import type { DomainLookup } from './ports/domain-registry.js';
export interface ImportAliasesCommand {
    /** In any number; each is read when its turn comes. Domains in A-labels. */
    readonly rows: AsyncIterable<NumberedRow>;
    /** Whether to find out what would be done, and do nothing. A thousand rows at a time know of each other. */
    readonly dryRun: boolean;
}
export type ImportRowError = MalformedRow | AliasError | {
    readonly kind: 'invalid_address';
    readonly field: 'address' | 'goto';
    readonly why: EmailAddressError;
} | {
    readonly kind: 'domain_not_served';
    readonly domain: Domain;
} | {
    readonly kind: 'address_taken';
    readonly address: EmailAddress;
}
/** The owner has it, but switched otherwise than the row says; what happened to it since is not undone. */
 | {
    readonly kind: 'switched_otherwise';
    readonly address: EmailAddress;
    readonly active: boolean;
} | {
    readonly kind: 'alias_limit_reached';
    readonly domain: Domain;
    readonly limit: number;
};
export interface RefusedRow {
    readonly number: number;
    readonly error: ImportRowError;
}
/** What became of some rows that stood one after another. */
export interface ImportedBatch {
    readonly lastNumber: number;
    readonly created: number;
    /** Aliases that were there already, exactly as the row has them. */
    readonly unchanged: number;
    /** In the order of the rows. */
    readonly refused: readonly RefusedRow[];
}
/**
 * Takes aliases over from elsewhere: the operator's way, so role names are taken and nobody is banned.
 *
 * A thousand rows are one transaction, durable before its batch is told. It may end between any two, or be cut off in one, and be
 * repeated from the first row: what is there already stays as it is. A row that is refused holds up no other. Aliases come as of
 * now, and are no act of their owners', so the ActivityLog does not tell of them.
 */
export declare class ImportAliases {
    private readonly domains;
    private readonly aliases;
    static readonly MAX_ROWS_AT_ONCE = 1000;
    constructor(domains: DomainLookup, aliases: Pick<AliasStore, 'claimMany'>);
    /** Who reads no further stops it there. @throws StoreUnavailable */
    execute({ rows, dryRun }: ImportAliasesCommand): AsyncGenerator<ImportedBatch, void, undefined>;
    private importBatch;
    private findServed;
}
