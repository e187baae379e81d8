import * as z from 'zod';
import type { ListServedDomains } from '../../../../../application/domains/list-served-domains.js';
import type { Domain } from '../../../../../domain/addresses/domain.js';
import { DOMAINS } from '../tags.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

const MAX_AGE_SECONDS = 10;

/** Open to everybody. */
export function domainsRoute(listServedDomains: Pick<ListServedDomains, 'execute'>): Route {
  return {
    method: 'get',
    path: '/api/domains',
    operation: 'domains',
    access: { by: 'anyone' },
    about: {
      id: 'listDomains',
      tag: DOMAINS,
      summary: 'The domains that aliases may be made on',
      description: 'Sorted by name.',
      isPublic: true,
      answer: { description: 'Their names.', body: { schema: z.array(z.string()), example: [EXAMPLE.domain] } },
    },
    async handle() {
      const served = await listServedDomains.execute();
      return { status: 200, body: textOf(served), publicForSeconds: MAX_AGE_SECONDS };
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
