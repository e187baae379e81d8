import type { Domain } from '../domain/domain.js';
import type { EmailAddress } from '../domain/email-address.js';
import { type Result } from '../domain/result.js';
import type { BanCheck, Banned } from './ban-check.js';
import { type ConfirmationLink } from './confirmation-mail.js';
import { type IssueKeyError } from './issue-key.js';
import type { Clock } from './ports/clock.js';
import type { ConfirmationSecrets } from './ports/confirmation-secrets.js';
import type { CredentialRequests } from './ports/credential-requests.js';
import type { DomainLookup } from './ports/domain-registry.js';
import type { OutboxBell } from './ports/outbox.js';
export interface RequestCredentialsCommand {
    readonly owner: EmailAddress;
    /** How long the key is to work, in whole days: 1 to 9999. */
    readonly days: number;
    /** The caller's address, in text. */
    readonly ip?: string;
}
/** `domain_served_here`: mail to the owner would come back to the aliases that the owner makes. */
export type RequestCredentialsError = IssueKeyError | Banned | {
    readonly kind: 'domain_served_here';
    readonly domain: Domain;
};
/**
 * Queues a mail that brings its reader to a key. Its success says nothing of the owner: it is the same whether they have keys, or
 * asked a moment ago, when no second mail is sent.
 */
export declare class RequestCredentials {
    private readonly domains;
    private readonly requests;
    private readonly secrets;
    private readonly clock;
    private readonly linkTo;
    private readonly bell;
    /** Absent: nobody is banned. */
    private readonly bans?;
    /** How long a mailed token works. */
    static readonly TTL_MINUTES = 15;
    /** An address gets one mail in this time, whoever asks. */
    static readonly COOL_DOWN_MS = 60000;
    constructor(domains: DomainLookup, requests: CredentialRequests, secrets: ConfirmationSecrets, clock: Clock, linkTo: ConfirmationLink, bell: OutboxBell, 
    /** Absent: nobody is banned. */
    bans?: BanCheck | undefined);
    execute({ owner, days, ip, }: RequestCredentialsCommand): Promise<Result<{
        ttlMinutes: number;
    }, RequestCredentialsError>>;
}
