import type * as z from 'zod';
import type { Api } from '../api.js';
import { parseFields } from '../fields/parse-fields.js';
import type { Answer } from '../pipeline/answer.js';
import type { LimitReached } from '../pipeline/problem.js';
import { BODY_PROBLEMS, FORM_TYPE, JSON_TYPE } from '../pipeline/bodies/read-body.js';
import { type About, hasBody, type Route } from '../pipeline/routing/route.js';
import { headers, type Json, LIMIT_HEADERS } from './headers.js';
import { component, PAGE, PROBLEMS, refusals, schemeName, unavailable } from './refusals.js';
import { fieldsOf, schemaOf } from './schema-of.js';

export type DocumentedRoute = Route & { readonly about: About };

const EXAMPLE_LIMIT = { limit: 120, windowSeconds: 60, retryAfterSeconds: 20 };

/** A status's meaning, if a route refuses by it on its own account. */
const MEANING: Readonly<Record<number, string>> = {
  400: 'The request, or a field of it, is malformed, or names what cannot be.',
  403: 'Not allowed: a ban strikes, a limit is reached, or the thing is somebody else’s.',
  404: 'There is no such thing.',
  409: 'The address is not free. It is not said whose it is.',
};

export function operationOf(api: Api, route: DocumentedRoute): Json {
  const { id, tag, summary, description, input } = route.about;
  const parameters = [...pathParameters(route.path), ...(input ? queryParameters(route, input) : [])];
  return {
    operationId: id,
    tags: [tag.name],
    summary,
    ...(description && { description }),
    security: route.access.by === 'key' ? [{ [schemeName(api)]: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(input && hasBody(route.method) && { requestBody: requestBody(input) }),
    responses: responses(api, route),
  };
}

/** The path as OpenAPI writes it. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ method }: Route, input: z.ZodObject): readonly Json[] {
  const { properties, required } = fieldsOf(input);
  const isBodyFirst = hasBody(method);
  return Object.entries(properties).map(([name, { description, examples, ...schema }]) => ({
    name,
    in: 'query',
    // What a body may have may come by either way.
    required: !isBodyFirst && required.includes(name),
    description: isBodyFirst ? `Where the body has no \`${name}\`.` : description,
    schema,
    example: (examples as readonly unknown[])[0],
  }));
}

function requestBody(input: z.ZodObject): Json {
  const { properties, required } = fieldsOf(input);
  const example = Object.fromEntries(
    Object.entries(properties).map(([name, { examples }]) => [name, (examples as readonly unknown[])[0]]),
  );
  const content = { schema: { type: 'object', properties, required }, example };
  return {
    description: 'A field that is left out, or null, is taken from the query string.',
    content: { [JSON_TYPE]: content, [FORM_TYPE]: content },
  };
}

function responses(api: Api, route: DocumentedRoute): Json {
  const { access, about } = route;
  const reference = (name: string) => ({ $ref: component(api, 'responses', name) });
  const { MALFORMED, TOO_LARGE, UNSUPPORTED } = BODY_PROBLEMS;
  const takesBody = hasBody(route.method);
  const isLimited = access.by !== 'probe';
  const own = about.refusals ?? [];
  const byStatus: Record<number, Json> = {
    [about.answer.status ?? 200]: answer(about, isLimited && !about.isPublic ? LIMIT_HEADERS : []),
  };
  const field = exampleOfField(route);
  const general = [
    ...(field ? [api.render(field)] : []),
    ...own,
    ...(takesBody ? [api.render(MALFORMED)] : []),
    api.render({ kind: 'host_missing' }),
  ];
  for (const { status } of general) {
    const examples = general.filter((each) => each.status === status);
    byStatus[status] ??= refusals(api, MEANING[status] ?? 'Refused.', examples, [], about.page);
  }
  if (access.by === 'key') byStatus[api.render({ kind: 'key_missing' }).status] = reference('Unauthorized');
  if (takesBody) {
    byStatus[api.render(TOO_LARGE).status] = reference('PayloadTooLarge');
    byStatus[api.render(UNSUPPORTED).status] = reference('UnsupportedMediaType');
  }
  const ownOf = (status: number) => own.filter((each) => each.status === status);
  if (isLimited) {
    const limits = limitExamples(api, route);
    const status = limits[0]?.status ?? 429;
    const examples = [...limits, ...ownOf(status)];
    byStatus[status] = refusals(api, 'Too many requests.', examples, ['Retry-After', ...LIMIT_HEADERS]);
  }
  byStatus[api.render(PROBLEMS.fault).status] = reference('InternalError');
  const { status } = api.render(PROBLEMS.unavailable);
  const busy = ownOf(status);
  byStatus[status] = busy.length === 0 ? reference('Unavailable') : unavailable(api, busy);
  return { ...byStatus, default: reference('Refused') };
}

function answer({ answer: { description, body }, page }: About, names: readonly string[]): Json {
  const content = body && { [JSON_TYPE]: { schema: schemaOf(body.schema, 'output'), example: body.example } };
  return { description, headers: headers(names), ...(content && { content: { ...content, ...(page && PAGE) } }) };
}

/** What the schema itself says of fields that are missing, or of one that is no number. */
function exampleOfField({ method, about: { input, page } }: DocumentedRoute) {
  if (!input || page) return undefined;
  const [first] = Object.keys(input.shape);
  const bad = parseFields(input, (name) => (!hasBody(method) && name === first ? 'x' : undefined));
  return bad.ok ? undefined : bad.error;
}

function limitExamples(api: Api, { access, operation }: Route): readonly Answer[] {
  const example = (bucket: LimitReached['bucket']) =>
    api.render({ kind: 'limit_reached', operation, bucket, ...EXAMPLE_LIMIT });
  return [example('all_per_ip'), ...(access.by === 'key' ? [example(access.bucket)] : [])];
}
