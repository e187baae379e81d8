import * as z from 'zod';
import { ShowAliasStats } from '../../../../../application/aliases/show-alias-stats.js';
import { callerOf } from '../../../pipeline/caller/caller-of.js';
import { ALIASES } from '../tags.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

/** The numbers of an owner's aliases look at up to `ShowAliasStats.MAX_COUNTED` of them. */
const STATS_POINTS = 10;

const ANSWER = z.object({
  totals: z.int().meta({ description: 'How many aliases there are.' }),
  active: z.int().meta({ description: 'How many of them forward.' }),
  created_last_7d: z.int(),
  modified_last_24h: z.int(),
  by_domain: z.array(z.object({ domain: z.string(), total: z.int(), active: z.int() })),
});
type Answer = z.output<typeof ANSWER>;

const EXAMPLE_ANSWER: Answer = {
  totals: 3,
  active: 2,
  created_last_7d: 2,
  modified_last_24h: 2,
  by_domain: [{ domain: EXAMPLE.domain, total: 3, active: 2 }],
};

export function aliasStatsRoute(showAliasStats: Pick<ShowAliasStats, 'execute'>): Route {
  return {
    method: 'get',
    path: '/api/alias/stats',
    operation: 'alias_stats',
    access: { by: 'key', bucket: 'list_per_key', pointsOf: () => STATS_POINTS },
    about: {
      id: 'showAliasStats',
      tag: ALIASES,
      summary: 'The owner’s aliases in numbers',
      description: `Of an owner with more than ${ShowAliasStats.MAX_COUNTED} aliases, the newest so many are counted. In the limit of lists, it counts as ${STATS_POINTS} requests.`,
      answer: { description: 'The numbers.', body: { schema: ANSWER, example: EXAMPLE_ANSWER } },
    },
    async handle(ctx) {
      const { owner } = callerOf(ctx);
      const { total, active, createdSince, modifiedSince, byDomain } = await showAliasStats.execute({ owner });
      const numbers: Answer = {
        totals: total,
        active,
        created_last_7d: createdSince,
        modified_last_24h: modifiedSince,
        by_domain: [...byDomain],
      };
      return { status: 200, body: numbers };
    },
  };
}
