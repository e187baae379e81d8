import * as z from 'zod';
import type { ListServedDomains } from '../../../../../application/domains/list-served-domains.js';
import type { Domain } from '../../../../../domain/addresses/domain.js';
import { cachePublicly } from '../../../pipeline/cache-publicly.js';
import { EXAMPLE, type Route } from '../../../pipeline/route.js';

const MAX_AGE_SECONDS = 10;

/** Open to everybody. */
export function domainsRoute(listServedDomains: Pick<ListServedDomains, 'execute'>): Route {
  return {
    method: 'get',
    path: '/api/domains',
    access: { by: 'anyone', where: 'domains' },
    about: {
      id: 'listDomains',
      tag: 'Domains',
      summary: 'The domains that aliases may be made on',
      description: 'Sorted by name.',
      isPublic: true,
      answer: { description: 'Their names.', schema: z.array(z.string()), example: [EXAMPLE.domain] },
    },
    async handle(ctx) {
      const served = await listServedDomains.execute();
      cachePublicly(ctx, MAX_AGE_SECONDS);
      ctx.type = 'json';
      ctx.body = textOf(served);
    },
  };
}

/** A list that callers share is spelled out once. */
const texts = new WeakMap<readonly Domain[], string>();

function textOf(served: readonly Domain[]): string {
  const text = texts.get(served) ?? JSON.stringify(served.map(({ value }) => value).sort());
  texts.set(served, text);
  return text;
}
