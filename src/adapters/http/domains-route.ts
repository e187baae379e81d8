import type { ListServedDomains } from '../../application/list-served-domains.js';
import type { Context } from './context.js';

const MAX_AGE_SECONDS = 10;

/** `GET /api/domains`, open to everybody. */
export function domainsRoute(listServedDomains: ListServedDomains) {
  return async function domains(ctx: Context): Promise<void> {
    const served = await listServedDomains.execute();
    ctx.set('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`);
    ctx.body = served.map(({ value }) => value).sort();
  };
}
