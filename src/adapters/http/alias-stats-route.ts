import type { ShowAliasStats } from '../../application/show-alias-stats.js';
import { callerOf } from './caller-of.js';
import type { Context } from './context.js';

/** `GET /api/alias/stats`, behind requireKey. */
export function aliasStatsRoute(showAliasStats: ShowAliasStats) {
  return async function stats(ctx: Context): Promise<void> {
    const { owner } = callerOf(ctx);
    const { total, active, createdSince, modifiedSince, byDomain } = await showAliasStats.execute({ owner });
    ctx.body = {
      totals: total,
      active,
      created_last_7d: createdSince,
      modified_last_24h: modifiedSince,
      by_domain: byDomain,
    };
  };
}
