import type { ConfirmationToken } from '../../domain/confirmation-token.js';
import type { CredentialRequest } from '../ports/credential-requests.js';
import type { NewMail } from '../ports/outbox.js';

/** Where the link of a mail leads, which shows the request and asks for a click. */
export type ConfirmationLink = (token: ConfirmationToken) => string;

/** The mail that brings the token to the reader of the owner's mailbox. */
export function confirmationMail(request: CredentialRequest, link: string, ttlMinutes: number): NewMail {
  const { owner, days, expiresAt } = request;
  const text = [
    `Somebody, probably you, asked for an API key for ${owner.value}.`,
    `It would work for ${days} ${days === 1 ? 'day' : 'days'}.`,
    '',
    'To get it, open this link and confirm:',
    '',
    link,
    '',
    `The link works once, within ${ttlMinutes} minutes. If you did not ask, do nothing.`,
    '',
  ].join('\n');
  return { to: owner, subject: 'Confirm your API key', text, expiresAt };
}
