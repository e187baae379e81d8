import type { Api } from '../api.js';
import type { Answer } from '../pipeline/answer.js';
import type { HttpProblem } from '../pipeline/problem.js';
import { BODY_PROBLEMS, JSON_TYPE } from '../pipeline/bodies/read-body.js';
import { headers, type Json } from './headers.js';

export const PAGE = { 'text/html': { schema: { type: 'string' } } };

const UNAVAILABLE =
  'The database is away, full or busy, or too many requests run. The request had no effect, or one that is safe to repeat.';
const EXAMPLE_REQUEST_ID = '3f0c8c1e-8d43-4b55-9d5e-6c3a1f0e7b21';

/** Problems that every route has, or every route of a kind, as an API words them. */
export const PROBLEMS = {
  fault: { kind: 'fault', requestId: EXAMPLE_REQUEST_ID },
  unavailable: { kind: 'unavailable', requestId: EXAMPLE_REQUEST_ID, retryAfterSeconds: 2 },
} as const satisfies Record<string, HttpProblem>;

/** Responses that its routes share, as components. */
export function sharedResponses(api: Api): Json {
  const rendered = (...problems: readonly HttpProblem[]) => problems.map((problem) => api.render(problem));
  const keyProblems = rendered({ kind: 'key_missing' }, { kind: 'key_malformed' }, { kind: 'key_refused' });
  const { TOO_LARGE, UNSUPPORTED } = BODY_PROBLEMS;
  const responses = {
    Unauthorized: refusals(api, 'No key, or none that works.', keyProblems, ['WWW-Authenticate']),
    PayloadTooLarge: refusals(api, 'The body is too large.', rendered(TOO_LARGE)),
    UnsupportedMediaType: refusals(api, 'The body is neither JSON nor a form.', rendered(UNSUPPORTED)),
    InternalError: refusals(api, 'A fault of the service; it is in its log.', rendered(PROBLEMS.fault)),
    Unavailable: unavailable(api, []),
    Refused: {
      description: 'Any other refusal.',
      headers: headers([]),
      content: { [JSON_TYPE]: { schema: { $ref: component(api, 'schemas', 'Refusal') } } },
    },
  };
  return Object.fromEntries(
    Object.entries(responses).map(([name, response]) => [`${api.document.componentPrefix}${name}`, response]),
  );
}

export function unavailable(api: Api, own: readonly Answer[]): Json {
  return refusals(api, UNAVAILABLE, [api.render(PROBLEMS.unavailable), ...own], ['Retry-After']);
}

export function component({ document }: Api, kind: 'schemas' | 'responses', name: string): string {
  return `#/components/${kind}/${document.componentPrefix}${name}`;
}

export function schemeName({ document: { componentPrefix } }: Api): string {
  return componentPrefix === '' ? 'key' : `${componentPrefix}Key`;
}

/**
 * A response that is a refusal of the API's; if its refusals have an `error`, one of those of the
 * examples.
 */
export function refusals(
  api: Api,
  description: string,
  examples: readonly Answer[],
  names: readonly string[] = [],
  page = false,
): Json {
  const bodies = examples.map(({ body }) => body as { readonly error?: string; readonly reason?: string });
  const codes = [...new Set(bodies.flatMap(({ error }) => error ?? []))];
  const form = { $ref: component(api, 'schemas', 'Refusal') };
  const named = bodies.map((value, at) => [value.reason ?? value.error ?? `example${at + 1}`, { value }] as const);
  return {
    description,
    headers: headers(names),
    content: {
      [JSON_TYPE]: {
        schema: codes.length === 0 ? form : { allOf: [form, { properties: { error: { enum: codes } } }] },
        examples: Object.fromEntries(named),
      },
      ...(page && PAGE),
    },
  };
}
