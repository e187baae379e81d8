import { createTransport } from 'nodemailer';
import type { Mailer } from '../../application/ports/mailer.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { smtpSecurity } from './smtp-security.js';

/** The first three bound a step, the last one silence: a server that goes on speaking slowly may outlast the lease of a queued mail. */
const DNS_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 20_000;

const PERMANENT = 500;

/** `MAIL FROM:<>`: nobody gets what bounces, which quotes the mail and the secret in it (RFC 5321 4.5.5, RFC 3834 3.3). */
const NULL_REVERSE_PATH = '';

export interface SmtpMailerOptions {
  /**
   * `smtp://USER:PASSWORD@HOST:PORT` (STARTTLS where the server offers it), or `smtps://…` (TLS from the first byte), with
   * `?tls=may` or `verify`, see `smtpTlsMode`.
   */
  readonly url: string;
  readonly from: EmailAddress;
}

/** Why a mail could not be handed over. What the server said is left out, for servers quote what they were sent. */
export class SmtpFailure extends Error {
  override readonly name = 'SmtpFailure';
}

/** Sends by any SMTP server, a connection for each mail. */
export function openSmtpMailer({ url, from }: SmtpMailerOptions): Mailer {
  const transport = createTransport({
    ...smtpSecurity(url),
    dnsTimeout: DNS_TIMEOUT_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let reversePath = NULL_REVERSE_PATH;
  const sendFrom = (sender: string, { to, subject, text }: Parameters<Mailer['send']>[0]) => {
    // RFC 3834 5: so that no vacation program answers.
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const envelope = { from: sender, to: to.value };
    return transport.sendMail({ from: from.value, to: to.value, subject, text, headers, envelope });
  };
  return {
    async send(mail) {
      try {
        try {
          await sendFrom(reversePath, mail);
        } catch (error) {
          // Some submission servers insist on a sender.
          if (reversePath !== NULL_REVERSE_PATH || !isSenderRefused(error)) throw error;
          await sendFrom(from.value, mail);
          reversePath = from.value;
        }
        return 'sent';
      } catch (error) {
        const { code, responseCode, command } = partsOf(error);
        if (command === 'RCPT TO' && Number(responseCode) >= PERMANENT) return 'refused';
        const parts = [code, command, responseCode].filter((part) => part !== undefined);
        const reason = [parts.join(' ') || 'no reason given', ...localReason(error)].join(': ');
        throw new SmtpFailure(`the mail server ${new URL(url).host} did not take a mail: ${reason}`);
      }
    },
  };
}

/** Why there is no connection, by this machine's own words (a certificate, a name, a port), which hold nothing that the server said. */
function localReason(error: unknown): readonly string[] {
  const { command, message, response } = partsOf(error);
  const isLocal = response === undefined && (command === 'CONN' || command === 'STARTTLS');
  return isLocal && message !== undefined ? [String(message)] : [];
}

function isSenderRefused(error: unknown): boolean {
  const { command, responseCode } = partsOf(error);
  return command === 'MAIL FROM' && Number(responseCode) >= PERMANENT;
}

interface SmtpErrorParts {
  readonly code?: string | number | undefined;
  readonly responseCode?: string | number | undefined;
  readonly command?: string | number | undefined;
  readonly message?: string | number | undefined;
  readonly response?: string | number | undefined;
}

function partsOf(error: unknown): SmtpErrorParts {
  if (typeof error !== 'object' || error === null) return {};
  const part = (name: string) => {
    const value: unknown = Object.getOwnPropertyDescriptor(error, name)?.value;
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  };
  return {
    code: part('code'),
    responseCode: part('responseCode'),
    command: part('command'),
    message: part('message'),
    response: part('response'),
  };
}
