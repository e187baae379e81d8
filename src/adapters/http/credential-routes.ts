import type Router from '@koa/router';
import type { ConfirmCredentials } from '../../application/confirm-credentials.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import type { RequestCredentials } from '../../application/request-credentials.js';
import type { ShowCredentials } from '../../application/show-credentials.js';
import { confirmCredentialsRoute, showCredentialsRoute } from './confirm-credentials-route.js';
import type { State } from './context.js';
import type { RequestLimits } from './limit-requests.js';
import { readBody } from './read-body.js';
import { requestCredentialsRoute } from './request-credentials-route.js';

export interface CredentialUseCases {
  readonly request: RequestCredentials;
  readonly show: ShowCredentials;
  readonly confirm: ConfirmCredentials;
}

const REQUEST = 'credentials_create';
const CONFIRM = '/api/credentials/confirm';

/** Keys by mail. They take no key, so that the limits are all per IP and per address. */
export function addCredentialRoutes(
  router: Router<State>,
  { request, show, confirm }: CredentialUseCases,
  limits: RequestLimits,
  toALabels: DomainEncoding,
): void {
  const limit = limits.perIp('credentials_confirm');
  router.post(
    '/api/credentials/create',
    limits.perIp(REQUEST),
    limits.credentialsPerIp(REQUEST),
    readBody,
    requestCredentialsRoute(request, toALabels, (ctx, email) => limits.passesPerEmail(ctx, REQUEST, email)),
  );
  router.get(CONFIRM, limit, showCredentialsRoute(show));
  router.post(CONFIRM, limit, readBody, confirmCredentialsRoute(confirm));
}
