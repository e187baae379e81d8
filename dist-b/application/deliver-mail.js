/**
 * Sends one mail that is due. A crash loses none: a mail leaves the queue after the mail server has it, so that the worst that can
 * happen is that it comes twice.
 */
export class DeliverMail {
    outbox;
    requests;
    mailer;
    clock;
    /** How long a mail is one worker's: longer than sending one may take. */
    static LEASE_MS = 60_000;
    static MAX_ATTEMPTS = 12;
    static FIRST_PAUSE_MS = 2_000;
    static LONGEST_PAUSE_MS = 120_000;
    constructor(outbox, requests, mailer, clock) {
        this.outbox = outbox;
        this.requests = requests;
        this.mailer = mailer;
        this.clock = clock;
    }
    async execute() {
        const now = this.clock.now();
        const mail = await this.outbox.lease(now, new Date(now.getTime() + DeliverMail.LEASE_MS));
        if (!mail) {
            await this.outbox.discardExpired(now);
            await this.requests.discardExpired(now);
            return { kind: 'nothing_due' };
        }
        // A failure is an outcome of this use case: the mail stays, and is to be sent later.
        let kind;
        try {
            kind = await this.mailer.send(mail);
        }
        catch (error) {
            return this.failed(mail, error);
        }
        await this.outbox.remove(mail);
        return { kind, mail };
    }
    async failed(mail, error) {
        const now = this.clock.now();
        const pauseMs = Math.min(DeliverMail.FIRST_PAUSE_MS * 2 ** (mail.attempt - 1), DeliverMail.LONGEST_PAUSE_MS);
        const until = new Date(now.getTime() + pauseMs);
        if (mail.attempt >= DeliverMail.MAX_ATTEMPTS || until >= mail.expiresAt) {
            await this.outbox.remove(mail);
            return { kind: 'given_up', mail, error };
        }
        await this.outbox.postpone(mail, until);
        return { kind: 'failed', mail, error, pauseMs };
    }
}
