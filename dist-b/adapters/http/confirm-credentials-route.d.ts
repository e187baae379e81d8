import type { ConfirmCredentials } from '../../application/confirm-credentials.js';
import type { ShowCredentials } from '../../application/show-credentials.js';
import { type Route } from './route.js';
/** Changes nothing, for mail scanners open links. */
export declare function showCredentialsRoute(showCredentials: ShowCredentials): Route;
/** The key is in this one answer and nowhere else. */
export declare function confirmCredentialsRoute(confirmCredentials: ConfirmCredentials): Route;
