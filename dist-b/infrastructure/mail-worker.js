/** How often the queue is looked at when nobody rings: for retries, and for what another instance left. */
const LOOK_INTERVAL_MS = 2_000;
/** Sends what is queued, one mail at a time, as soon as the bell rings and every now and then. */
export class MailWorker {
    deliverMail;
    logger;
    running;
    rungAgain = false;
    stopping = false;
    timer;
    constructor(deliverMail, logger) {
        this.deliverMail = deliverMail;
        this.logger = logger;
    }
    /** Also the start. Never throws: what fails is logged, and looked at again later. */
    ring() {
        if (this.stopping)
            return;
        this.rungAgain = true;
        this.running ??= this.sendAllDue().finally(() => {
            this.running = undefined;
            if (!this.stopping)
                this.timer = setTimeout(() => {
                    this.ring();
                }, LOOK_INTERVAL_MS);
        });
    }
    /** Resolves once the mail that is on its way is sent, or after the time limit: then it stays queued, and may come twice. */
    async stop(timeoutMs) {
        this.stopping = true;
        clearTimeout(this.timer);
        const timeout = Promise.withResolvers();
        const timer = setTimeout(() => {
            timeout.resolve(undefined);
        }, timeoutMs);
        await Promise.race([this.running, timeout.promise]);
        clearTimeout(timer);
    }
    async sendAllDue() {
        clearTimeout(this.timer);
        try {
            while (this.mayGoOn() && this.rungAgain) {
                this.rungAgain = false;
                while (this.mayGoOn() && (await this.sendOne()) !== 'nothing_due')
                    ;
            }
        }
        catch (error) {
            this.logger.error({ err: error }, 'the mail queue could not be worked on');
        }
    }
    async sendOne() {
        const delivery = await this.deliverMail.execute();
        this.log(delivery);
        return delivery.kind;
    }
    /** Asked anew each time, for stop may come in between. */
    mayGoOn() {
        return !this.stopping;
    }
    /** A mail is its number: its recipient and its text are nobody's here. */
    log(delivery) {
        if (delivery.kind === 'nothing_due')
            return;
        const line = { mail_id: delivery.mail.id, attempt: delivery.mail.attempt };
        switch (delivery.kind) {
            case 'sent':
                this.logger.info(line, 'mail sent');
                return;
            case 'refused':
                this.logger.warn(line, 'mail refused for good by the mail server');
                return;
            case 'failed':
                this.logger.warn({ ...line, pause_ms: delivery.pauseMs, err: delivery.error }, 'mail not sent yet');
                return;
            case 'given_up':
                this.logger.error({ ...line, err: delivery.error }, 'mail given up');
                return;
        }
    }
}
