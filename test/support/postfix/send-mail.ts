import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';

const TIMEOUT_MS = 10_000;

export interface Mail {
  /** Empty for a bounce's null sender. */
  readonly from?: string;
  /** Sent as they are spelled: nothing is lowercased, quoted or encoded. */
  readonly to: readonly string[];
  readonly subject: string;
}

interface Rejection {
  readonly address: string;
  /** Of SMTP: 550, 554, 451 … */
  readonly code: number;
  readonly response: string;
}

export interface Sent {
  readonly accepted: readonly string[];
  readonly rejected: readonly Rejection[];
}

/**
 * Sends one mail to a server on 127.0.0.1 and tells its answer for each recipient. An answer to the whole mail (to its sender, or
 * once it was sent) is everybody's. Throws where the server does not answer at all.
 */
export async function sendMail(port: number, mail: Mail): Promise<Sent> {
  // nodemailer's transports lowercase domains and parse addresses; its connection leaves them alone.
  const connection = new SMTPConnection({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    name: 'client.test',
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  const { from = 'sender@example.com', to } = mail;
  const { promise, resolve, reject } = Promise.withResolvers<SMTPConnectionSendInfo>();
  connection.once('error', reject);
  connection.connect(() => {
    connection.send({ from, to: [...to] }, messageOf(from, mail), (error, info) => {
      if (error) reject(error);
      else resolve(info);
    });
  });
  try {
    const { accepted, rejectedErrors = [] } = await promise;
    return { accepted, rejected: rejectedErrors.map((rejection) => rejectionOf(rejection)) };
  } catch (error) {
    return { accepted: [], rejected: rejectionsOf(error as SmtpError, to) };
  } finally {
    connection.quit();
  }
}

interface SmtpError extends Error {
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly recipient?: string | undefined;
  readonly rejectedErrors?: readonly SmtpError[] | undefined;
}

function rejectionsOf(error: SmtpError, to: readonly string[]): Rejection[] {
  if (error.responseCode === undefined) throw error;
  if (error.rejectedErrors) return error.rejectedErrors.map((rejection) => rejectionOf(rejection));
  return to.map((address) => rejectionOf(error, address));
}

function rejectionOf({ responseCode = 0, response = '', recipient = '' }: SmtpError, address = recipient): Rejection {
  return { address, code: responseCode, response };
}

function messageOf(from: string, { to, subject }: Mail): string {
  return [
    `From: <${from}>`,
    `To: ${to.map((address) => `<${address}>`).join(', ')}`,
    `Subject: ${subject}`,
    '',
    'Hello.',
    '',
  ].join('\r\n');
}
