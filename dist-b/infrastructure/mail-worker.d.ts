import type { Logger } from 'pino';
import type { OutboxBell } from '../application/ports/outbox.js';
import type { DeliverMail } from '../application/deliver-mail.js';
/** Sends what is queued, one mail at a time, as soon as the bell rings and every now and then. */
export declare class MailWorker implements OutboxBell {
    private readonly deliverMail;
    private readonly logger;
    private running;
    private rungAgain;
    private stopping;
    private timer;
    constructor(deliverMail: DeliverMail, logger: Logger);
    /** Also the start. Never throws: what fails is logged, and looked at again later. */
    ring(): void;
    /** Resolves once the mail that is on its way is sent, or after the time limit: then it stays queued, and may come twice. */
    stop(timeoutMs: number): Promise<void>;
    private sendAllDue;
    private sendOne;
    /** Asked anew each time, for stop may come in between. */
    private mayGoOn;
    /** A mail is its number: its recipient and its text are nobody's here. */
    private log;
}
