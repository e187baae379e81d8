import type { Clock } from './ports/clock.js';
import type { CredentialRequests } from './ports/credential-requests.js';
import type { Mailer } from './ports/mailer.js';
import type { LeasedMail, Outbox } from './ports/outbox.js';
export type Delivery = {
    readonly kind: 'nothing_due';
} | {
    readonly kind: 'sent' | 'refused';
    readonly mail: LeasedMail;
}
/** It is tried again after the pause. */
 | {
    readonly kind: 'failed';
    readonly mail: LeasedMail;
    readonly error: unknown;
    readonly pauseMs: number;
} | {
    readonly kind: 'given_up';
    readonly mail: LeasedMail;
    readonly error: unknown;
};
/**
 * Sends one mail that is due. A crash loses none: a mail leaves the queue after the mail server has it, so that the worst that can
 * happen is that it comes twice.
 */
export declare class DeliverMail {
    private readonly outbox;
    private readonly requests;
    private readonly mailer;
    private readonly clock;
    /** How long a mail is one worker's: longer than sending one may take. */
    static readonly LEASE_MS = 60000;
    static readonly MAX_ATTEMPTS = 12;
    static readonly FIRST_PAUSE_MS = 2000;
    static readonly LONGEST_PAUSE_MS = 120000;
    constructor(outbox: Outbox, requests: CredentialRequests, mailer: Mailer, clock: Clock);
    execute(): Promise<Delivery>;
    private failed;
}
