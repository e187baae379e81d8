import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { RequestCredentials } from '../../application/request-credentials.js';
import { type RequestLimits } from './limit-requests.js';
import { type Route } from './route.js';
/** The answer says nothing of the address. */
export declare function requestCredentialsRoute(requestCredentials: RequestCredentials, toALabels: DomainEncoding, limits: RequestLimits): Route;
