import type Router from '@koa/router';
import type { ConfirmCredentials } from '../../application/confirm-credentials.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import type { RequestCredentials } from '../../application/request-credentials.js';
import type { ShowCredentials } from '../../application/show-credentials.js';
import { confirmCredentialsRoute, showCredentialsRoute } from './confirm-credentials-route.js';
import type { State } from './context.js';
import { readBody } from './read-body.js';
import { requestCredentialsRoute } from './request-credentials-route.js';

export interface CredentialUseCases {
  readonly request: RequestCredentials;
  readonly show: ShowCredentials;
  readonly confirm: ConfirmCredentials;
}

const CONFIRM = '/api/credentials/confirm';

/** Keys by mail. They take no key: a limit per IP belongs before readBody, and before the show. */
export function addCredentialRoutes(
  router: Router<State>,
  { request, show, confirm }: CredentialUseCases,
  toALabels: DomainEncoding,
): void {
  router.post('/api/credentials/create', readBody, requestCredentialsRoute(request, toALabels));
  router.get(CONFIRM, showCredentialsRoute(show));
  router.post(CONFIRM, readBody, confirmCredentialsRoute(confirm));
}
