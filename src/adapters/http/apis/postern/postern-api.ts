import type { Api } from '../../api.js';
import type { RequestLimits } from '../../pipeline/limits/limit-requests.js';
import { CREDENTIAL, KEY_HEADER } from './credential.js';
import { render } from './problems.js';
import { REFUSAL } from './refusal.js';
import { type RouteDependencies, routesOf } from './routes.js';

const DESCRIPTION = `Makes, lists and deletes mail aliases. Paths are matched exactly: no other letter case, no trailing slash.

A refusal is an object whose \`error\` is a stable code; beside what each operation lists, a path that is not there is answered
404 \`not_found\`, another method 405 \`method_not_allowed\` with \`Allow\`, headers that are too large 431, and a request that comes
too slowly 408.`;

/** Our own API. */
export function posternApi(use: RouteDependencies, limits: RequestLimits, readyTimeoutMs: number): Api {
  return {
    prefix: '/api/',
    credential: CREDENTIAL,
    routes: routesOf(use, limits, readyTimeoutMs),
    document: {
      description: DESCRIPTION,
      componentPrefix: '',
      securityScheme: { type: 'apiKey', in: 'header', name: KEY_HEADER, description: 'The owner’s key.' },
      refusal: REFUSAL,
    },
    render,
  };
}
