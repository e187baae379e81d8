import type { Logger } from 'pino';
import type { DeliverMail } from '../../application/credentials/deliver-mail.js';
import type { LeasedMail, OutboxBell } from '../../application/ports/outbox.js';
import type { Domain } from '../../domain/addresses/domain.js';
import type { BackgroundWorker } from '../process/background-worker.js';
import { settledWithin } from '../process/settled-within.js';

/** How often the queue is looked at when nobody rings: for retries, and for what another instance left. */
const LOOK_INTERVAL_MS = 2_000;
/** Mails on their way at a time, so that a slow one delays no other. */
const MAX_DELIVERIES = 10;
/** Of these, to one domain: its server may be the slow one, and mails to others must still find a place. */
const MAX_DELIVERIES_PER_DOMAIN = 2;

/** Sends what is queued, several mails at a time, as soon as the bell rings and every now and then. */
export class MailWorker implements OutboxBell, BackgroundWorker {
  private readonly underWay = new Map<Promise<void>, Domain>();
  private looking: Promise<void> | undefined;
  private rungAgain = false;
  private stopping = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly deliverMail: DeliverMail,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.ring();
  }

  /** Never throws: what fails is logged, and looked at again later. */
  ring(): void {
    if (this.stopping) return;
    this.rungAgain = true;
    this.timer ??= setTimeout(() => {
      void this.lookAgain();
    }, LOOK_INTERVAL_MS);
    this.looking ??= this.sendAllDue().finally(() => {
      this.looking = undefined;
    });
  }

  /** Resolves once the mails that are on their way are sent, or after the time limit: then they stay queued, and may come twice. */
  async stop(timeoutMs: number): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    const ended = Promise.resolve(this.looking).then(() => Promise.all(this.underWay.keys()));
    await settledWithin(timeoutMs, ended);
  }

  private async lookAgain(): Promise<void> {
    await this.logFailure(() => this.deliverMail.discardExpired());
    this.timer = undefined;
    this.ring();
  }

  private async sendAllDue(): Promise<void> {
    await this.logFailure(async () => {
      while (this.mayGoOn() && this.rungAgain) {
        this.rungAgain = false;
        while (this.mayGoOn() && (await this.startOne()));
      }
    });
  }

  /** Waits for a place, then starts to send a mail; false if none is due. */
  private async startOne(): Promise<boolean> {
    while (this.underWay.size >= MAX_DELIVERIES) await Promise.race(this.underWay.keys());
    if (!this.mayGoOn()) return false;
    const mail = await this.deliverMail.lease(this.fullDomains());
    if (!mail) return false;
    const delivery: Promise<void> = this.logFailure(() => this.send(mail)).then(() => {
      this.underWay.delete(delivery);
      // Mails to its domain may have been passed over.
      this.ring();
    });
    this.underWay.set(delivery, mail.to.domain);
    return true;
  }

  private fullDomains(): readonly Domain[] {
    const all = [...this.underWay.values()];
    return all.filter(({ value }) => all.filter((each) => each.value === value).length >= MAX_DELIVERIES_PER_DOMAIN);
  }

  private async send(mail: LeasedMail): Promise<void> {
    this.log(await this.deliverMail.send(mail));
  }

  private async logFailure(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error }, 'the mail queue could not be worked on');
    }
  }

  /** Asked anew each time, for stop may come in between. */
  private mayGoOn(): boolean {
    return !this.stopping;
  }

  /** Mails are logged by number, without recipient and text. */
  private log(delivery: Awaited<ReturnType<DeliverMail['send']>>): void {
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
