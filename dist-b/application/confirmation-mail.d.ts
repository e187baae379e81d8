import type { ConfirmationToken } from '../domain/confirmation-token.js';
import type { CredentialRequest } from './ports/credential-requests.js';
import type { NewMail } from './ports/outbox.js';
/** Where the link of a mail leads, which shows the request and asks for a click. */
export type ConfirmationLink = (token: ConfirmationToken) => string;
/** The mail that brings the token to whoever reads the owner's mail. */
export declare function confirmationMail(request: CredentialRequest, link: string, ttlMinutes: number): NewMail;
