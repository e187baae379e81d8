import type { Logger } from 'pino';
import type { CredentialUseCases } from '../../adapters/http/apis/postern/routes.js';
import { openSmtpMailer } from '../../adapters/smtp/smtp-mailer.js';
import { nodeConfirmationSecrets } from '../../adapters/system/node-confirmation-secrets.js';
import { nodeKeySecrets } from '../../adapters/system/node-key-secrets.js';
import { systemClock } from '../../adapters/system/system-clock.js';
import type { BanCheck } from '../../application/bans/ban-check.js';
import { ConfirmCredentials } from '../../application/credentials/confirm-credentials.js';
import type { ConfirmationLink } from '../../application/credentials/confirmation-mail.js';
import { DeliverMail } from '../../application/credentials/deliver-mail.js';
import type { Backend } from '../../application/ports/backend.js';
import type { QuotaCheck } from '../../application/owners/quota-check.js';
import { RequestCredentials } from '../../application/credentials/request-credentials.js';
import { ShowCredentials } from '../../application/credentials/show-credentials.js';
import type { Settings } from '../settings/config.js';
import { MailWorker } from '../mail/mail-worker.js';

/** What is looked up for each request. */
export interface MailChecks {
  readonly bans: BanCheck;
  readonly quotas: QuotaCheck;
}

export interface MailService {
  readonly credentials: CredentialUseCases;
  readonly worker: MailWorker;
}

/**
 * Keys by mail.
 *
 * @throws Error where the storage has no place for them.
 */
export function openMailService(
  settings: NonNullable<Settings['mail']>,
  backend: Backend,
  logger: Logger,
  { bans, quotas }: MailChecks,
): MailService {
  if (!backend.mail) throw new Error('keys by mail have no place in this storage');
  const { smtpUrl, from, publicUrl, maxQueued } = settings;
  const { requests, outbox } = backend.mail;
  const linkTo: ConfirmationLink = (token) => `${publicUrl}/api/credentials/confirm?token=${token.value}`;
  const mailer = openSmtpMailer({ url: smtpUrl, from });
  const worker = new MailWorker(new DeliverMail(outbox, requests, mailer, systemClock), logger);
  const tokens = nodeConfirmationSecrets;
  return {
    worker,
    credentials: {
      request: new RequestCredentials(backend.domains, requests, tokens, systemClock, linkTo, worker, bans, maxQueued),
      show: new ShowCredentials(requests, tokens, systemClock, backend.domains),
      confirm: new ConfirmCredentials(requests, tokens, nodeKeySecrets, systemClock, backend.domains, quotas),
    },
  };
}
