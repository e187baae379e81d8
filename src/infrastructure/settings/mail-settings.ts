import * as z from 'zod';
import { smtpTlsMode } from '../../adapters/smtp/smtp-security.js';
import { EmailAddress } from '../../domain/addresses/email-address.js';

/** The settings of keys by mail: all of them or none. No problem quotes a URL, which may hold a password. */
export const MAIL_ENVIRONMENT = {
  POSTERN_SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'must be of the form smtp://USER:PASSWORD@HOST:PORT or smtps://…; ?tls= is may or verify')
    .meta({ values: '`smtp://USER:PASSWORD@HOST:PORT`, `smtps://…`, with `?tls=` `may` or `verify`' })
    .optional()
    .meta({
      description:
        'the mail server through which [keys by e-mail](../how-to/keys-by-email.md) go out; the URL appears in no log ' +
        'and no error message',
    }),
  POSTERN_MAIL_FROM: z
    .string()
    .transform((text, context) => {
      const parsed = EmailAddress.parse(text);
      if (parsed.ok) return parsed.value;
      context.addIssue({ code: 'custom', message: 'must be one address, like postern@example.org' });
      return z.NEVER;
    })
    .meta({ values: 'an address' })
    .optional()
    .meta({
      description:
        'the sender of these mails, in their header; no owner can have this address, nor the one that is the user in ' +
        '`POSTERN_SMTP_URL`',
    }),
  POSTERN_PUBLIC_URL: z
    .string()
    .refine(isPublicUrl, 'must be an http or https URL without a query, like https://postern.example.org')
    .transform((text) => text.replace(/\/+$/, ''))
    .meta({ values: 'an `http` or `https` URL' })
    .optional()
    .meta({ description: 'where people reach the API: the links in these mails begin with it' }),
};

const NAMES = Object.keys(MAIL_ENVIRONMENT);

/** A problem for each that lacks where another is set. */
export function mailProblems(environment: Readonly<Record<string, string>>): readonly string[] {
  const missing = NAMES.filter((name) => environment[name] === undefined);
  if (missing.length === NAMES.length) return [];
  return missing.map((name) => `${name}: must be set too: ${NAMES.join(', ')} go together`);
}

interface MailValues {
  readonly POSTERN_SMTP_URL?: string | undefined;
  readonly POSTERN_MAIL_FROM?: EmailAddress | undefined;
  readonly POSTERN_PUBLIC_URL?: string | undefined;
  readonly POSTERN_MAX_QUEUED_MAILS: number;
}

export function mailSettings(values: MailValues) {
  const { POSTERN_SMTP_URL: smtpUrl, POSTERN_MAIL_FROM: from, POSTERN_PUBLIC_URL: publicUrl } = values;
  const { POSTERN_MAX_QUEUED_MAILS: maxQueued } = values;
  return smtpUrl !== undefined && from && publicUrl !== undefined ? { smtpUrl, from, publicUrl, maxQueued } : undefined;
}

/** The addresses that the settings hold, which no owner may have: who reads their mail reads what bounces. */
export function systemAddresses(mail: ReturnType<typeof mailSettings>): readonly EmailAddress[] {
  if (!mail) return [];
  const { username = '' } = URL.parse(mail.smtpUrl) ?? {};
  // A query string is decoded as a whole or in part, and never throws.
  const user = new URLSearchParams(`user=${username.replaceAll('+', '%2B')}`).get('user') ?? '';
  const address = EmailAddress.parse(user);
  return [mail.from, ...(address.ok ? [address.value] : [])];
}

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && smtpTlsMode(url) !== undefined;
}

function isPublicUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return !/[?#\s]/.test(text) && url.username === '' && url.password === '';
}
