import { BanCheck } from '../../src/application/bans/ban-check.js';
import type { CredentialUseCases } from '../../src/adapters/http/apis/postern/routes.js';
import { nodeConfirmationSecrets } from '../../src/adapters/system/node-confirmation-secrets.js';
import { nodeKeySecrets } from '../../src/adapters/system/node-key-secrets.js';
import { ConfirmCredentials } from '../../src/application/credentials/confirm-credentials.js';
import type { Backend } from '../../src/application/ports/backend.js';
import type { Clock } from '../../src/application/ports/clock.js';
import type { QuotaCheck } from '../../src/application/owners/quota-check.js';
import { RequestCredentials } from '../../src/application/credentials/request-credentials.js';
import { ShowCredentials } from '../../src/application/credentials/show-credentials.js';

const LINK = 'https://postern.test/api/credentials/confirm?token=';

/** Keys by mail on a backend that has a place for them. */
export function credentialUseCases(
  { domains, bans, mail }: Backend,
  clock: Clock,
  quotas?: QuotaCheck,
): CredentialUseCases | undefined {
  if (!mail) return undefined;
  const { requests } = mail;
  const link = (token: { readonly value: string }) => `${LINK}${token.value}`;
  const secrets = nodeConfirmationSecrets;
  return {
    request: new RequestCredentials(
      domains,
      requests,
      secrets,
      clock,
      link,
      { ring: () => undefined },
      new BanCheck(bans, clock),
    ),
    show: new ShowCredentials(requests, secrets, clock, domains),
    confirm: new ConfirmCredentials(requests, secrets, nodeKeySecrets, clock, domains, quotas),
  };
}

/** The token in a mail's text. */
export function tokenIn(text: string): string {
  return /token=([0-9a-f]{64})\b/.exec(text)?.[1] ?? '';
}
