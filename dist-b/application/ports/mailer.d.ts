import type { NewMail } from './outbox.js';
/** For handing a mail to a mail server. */
export interface Mailer {
    /**
     * `refused`: the server will never take mail for this recipient, so that trying again is in vain.
     *
     * @throws Error where it may be tried again; its message holds no secret.
     */
    send(mail: Pick<NewMail, 'to' | 'subject' | 'text'>): Promise<'sent' | 'refused'>;
}
