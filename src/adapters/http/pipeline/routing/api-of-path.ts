import type { Api } from '../../api.js';

/** The API that words a refusal of a path without a route. */
export function apiOfPath(apis: readonly [Api, ...Api[]], path: string): Api {
  return apis.reduce((best, api) => {
    const isLonger = api.prefix.length > best.prefix.length || !path.startsWith(best.prefix);
    return isLonger && path.startsWith(api.prefix) ? api : best;
  });
}
