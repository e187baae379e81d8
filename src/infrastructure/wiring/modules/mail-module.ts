import { ContainerModule } from 'inversify';
import { openSmtpMailer } from '../../../adapters/smtp/smtp-mailer.js';
import { BanCheck } from '../../../application/bans/ban-check.js';
import { ConfirmCredentials } from '../../../application/credentials/confirm-credentials.js';
import { DeliverMail } from '../../../application/credentials/deliver-mail.js';
import { RequestCredentials } from '../../../application/credentials/request-credentials.js';
import { ShowCredentials } from '../../../application/credentials/show-credentials.js';
import { QuotaCheck } from '../../../application/owners/quota-check.js';
import { MailWorker } from '../../mail/mail-worker.js';
import type { Settings } from '../../settings/config.js';
import { made } from '../made.js';
import {
  BACKGROUND_WORKER,
  CLOCK,
  CONFIRMATION_LINK,
  CONFIRMATION_SECRETS,
  CREDENTIAL_REQUESTS,
  CREDENTIALS,
  DOMAINS,
  KEY_SECRETS,
  LOGGER,
  MAIL_STORES,
  MAILER,
  MAX_QUEUED_MAILS,
  OUTBOX,
  OUTBOX_BELL,
} from '../tokens.js';

/** Keys by mail, and the worker that sends it. Loaded only if mail is sent. */
export function mailModule(settings: NonNullable<Settings['mail']>): ContainerModule {
  const { smtpUrl: url, from, publicUrl, maxQueued } = settings;
  return new ContainerModule(({ bind }) => {
    bind(CREDENTIAL_REQUESTS).toResolvedValue(({ requests }) => requests, [MAIL_STORES]);
    bind(OUTBOX).toResolvedValue(({ outbox }) => outbox, [MAIL_STORES]);
    bind(MAILER).toResolvedValue(() => openSmtpMailer({ url, from }));
    bind(CONFIRMATION_LINK).toConstantValue((token) => `${publicUrl}/api/credentials/confirm?token=${token.value}`);
    bind(MAX_QUEUED_MAILS).toConstantValue(maxQueued);
    bind(DeliverMail).toResolvedValue(made(DeliverMail), [OUTBOX, CREDENTIAL_REQUESTS, MAILER, CLOCK]);
    bind(MailWorker).toResolvedValue(made(MailWorker), [DeliverMail, LOGGER]);
    bind(OUTBOX_BELL).toService(MailWorker);
    bind(BACKGROUND_WORKER).toService(MailWorker);
    bind(RequestCredentials).toResolvedValue(made(RequestCredentials), [
      DOMAINS,
      CREDENTIAL_REQUESTS,
      CONFIRMATION_SECRETS,
      CLOCK,
      CONFIRMATION_LINK,
      OUTBOX_BELL,
      BanCheck,
      MAX_QUEUED_MAILS,
    ]);
    bind(ShowCredentials).toResolvedValue(made(ShowCredentials), [
      CREDENTIAL_REQUESTS,
      CONFIRMATION_SECRETS,
      CLOCK,
      DOMAINS,
    ]);
    bind(ConfirmCredentials).toResolvedValue(made(ConfirmCredentials), [
      CREDENTIAL_REQUESTS,
      CONFIRMATION_SECRETS,
      KEY_SECRETS,
      CLOCK,
      DOMAINS,
      QuotaCheck,
    ]);
    bind(CREDENTIALS).toResolvedValue(
      (request, show, confirm) => ({ request, show, confirm }),
      [RequestCredentials, ShowCredentials, ConfirmCredentials],
    );
  });
}
