import type { ActivityType } from '../../../../application/ports/activity-log.js';

/**
 * The haltman API knows an operation by the route of the request, which is all that its own rows of
 * `api_logs` hold of it.
 */
export const ACTIVITY_ROUTES = {
  alias_create: '/api/alias/create',
  alias_delete: '/api/alias/delete',
  handle_create: '/api/handle/create',
  handle_delete: '/api/handle/delete',
} as const satisfies Record<ActivityType, string>;
