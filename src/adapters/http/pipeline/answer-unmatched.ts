import type { Context } from './context.js';
import { refuse } from './refuse.js';

/** Runs where no route took the request: 405 where the path has other methods, else 404. */
export function answerUnmatched(ctx: Context): void {
  const allowed = methodsOf(ctx);
  if (allowed.length === 0) {
    refuse(ctx, 404, { error: 'not_found' });
    return;
  }
  ctx.set('Allow', allowed.join(', '));
  refuse(ctx, 405, { error: 'method_not_allowed' });
}

/** What the path may be asked by; none where there is no such path. */
export function methodsOf(ctx: Context): string[] {
  return [...new Set((ctx.matched ?? []).flatMap((layer) => layer.methods))];
}
