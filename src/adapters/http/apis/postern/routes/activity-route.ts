import * as z from 'zod';
import type { ListActivity } from '../../../../../application/activity/list-activity.js';
import {
  ACTIVITY_TYPES,
  type ActivityRecord,
  type ActivityType,
} from '../../../../../application/ports/activity-log.js';
import { callerOf } from '../../../pipeline/caller/caller-of.js';
import { ISO_TIME, isoTime } from '../../../fields/iso-time.js';
import { pageFields, PAGINATION, toPage } from '../../../fields/page-fields.js';
import { pagePoints } from '../../../fields/page-points.js';
import { ACTIVITY } from '../tags.js';
import { withQuery } from '../../../pipeline/bodies/read-fields.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

/** The route of ours that does the operation; another API may have been asked for it. */
const ROUTES = {
  alias_create: '/api/alias/create',
  alias_delete: '/api/alias/delete',
  handle_create: '/api/handle/create',
  handle_delete: '/api/handle/delete',
} as const satisfies Record<ActivityType, string>;

const ITEM = z.object({
  type: z.enum(ACTIVITY_TYPES).meta({ description: 'What was done.' }),
  occurred_at: ISO_TIME,
  route: z.string().meta({ description: 'By which route it was done.' }),
  intent: z.null().meta({ description: 'Always null.' }),
  alias: z.string().nullable().meta({ description: 'The address or the handle that it was done to.' }),
});
const ANSWER = z.object({ items: z.array(ITEM), pagination: z.object(PAGINATION) });
type Answer = z.output<typeof ANSWER>;

const EXAMPLE_ANSWER: Answer = {
  items: [
    {
      type: 'alias_create',
      occurred_at: EXAMPLE.time,
      route: '/api/alias/create',
      intent: null,
      alias: EXAMPLE.address,
    },
  ],
  pagination: { limit: 50, offset: 0, next_cursor: null },
};

export function activityRoute(listActivity: Pick<ListActivity, 'execute'>): Route {
  const input = z.object(pageFields());
  return {
    method: 'get',
    path: '/api/activity',
    operation: 'activity',
    access: { by: 'key', bucket: 'list_per_key', pointsOf: pagePoints },
    about: {
      id: 'listActivity',
      tag: ACTIVITY,
      summary: 'What the owner changed, newest first',
      input,
      answer: { description: 'A page of what was changed.', body: { schema: ANSWER, example: EXAMPLE_ANSWER } },
    },
    handle: withQuery(input, async (ctx, fields) => {
      const { owner } = callerOf(ctx);
      const { items, limit, offset, nextId } = await listActivity.execute({ ...toPage(fields), owner });
      const next_cursor = nextId === undefined ? null : String(nextId);
      const page: Answer = { items: items.map(toItem), pagination: { limit, offset, next_cursor } };
      return { status: 200, body: page };
    }),
  };
}

/** `intent` is always null: the haltman API fills it for requests by mail, which there are none of here. */
function toItem({ type, occurredAt, subject }: ActivityRecord): z.output<typeof ITEM> {
  return { type, occurred_at: isoTime(occurredAt), route: ROUTES[type], intent: null, alias: subject ?? null };
}
