import type { Mailer } from '../../application/ports/mailer.js';
import type { EmailAddress } from '../../domain/email-address.js';
export interface SmtpMailerOptions {
    /** `smtp://USER:PASSWORD@HOST:PORT` (STARTTLS where the server offers it), or `smtps://…` (TLS from the first byte). */
    readonly url: string;
    readonly from: EmailAddress;
}
/** Why a mail could not be handed over. What the server said is left out, for servers quote what they were sent. */
export declare class SmtpFailure extends Error {
    readonly name = "SmtpFailure";
}
/** Sends by any SMTP server, a connection for each mail. */
export declare function openSmtpMailer({ url, from }: SmtpMailerOptions): Mailer;
