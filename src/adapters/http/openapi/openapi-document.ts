import * as z from 'zod';
import { failure } from '../pipeline/answer-failures.js';
import { type LimitReason, rateLimited } from '../pipeline/limit-requests.js';
import { BODY_TOO_LARGE, FORM_TYPE, JSON_TYPE, MALFORMED_BODY, UNSUPPORTED_TYPE } from '../pipeline/read-body.js';
import { parseFields } from '../pipeline/read-fields.js';
import { REFUSAL, type Refusal } from '../pipeline/refuse.js';
import { HOST_MISSING } from '../pipeline/require-host.js';
import { KEY_HEADER, KEY_REFUSAL_EXAMPLES } from '../pipeline/require-key.js';
import type { About, Route, Tag } from '../pipeline/route.js';

type Json = Readonly<Record<string, unknown>>;

/** Of the document and of what it describes: the first number changes with what breaks a client. */
const VERSION = '1.0.0';

const DESCRIPTION = `Makes, lists and deletes mail aliases. Paths are matched exactly: no other letter case, no trailing slash.

A refusal is an object whose \`error\` is a stable code; beside what each operation lists, a path that is not there is answered
404 \`not_found\`, another method 405 \`method_not_allowed\` with \`Allow\`, headers that are too large 431, and a request that comes
too slowly 408.`;

const TAGS: Readonly<Record<Tag, string>> = {
  Aliases: 'Addresses that forward to the key’s owner.',
  Handles: 'What stands before the at sign, taken on every domain.',
  Domains: 'What aliases are made on.',
  Activity: 'What the owner changed.',
  Credentials: 'Keys by mail.',
  Health: 'For probes.',
};

const UNAVAILABLE =
  'The database is away, full or busy, or too many requests run. The request had no effect, or one that is safe to repeat.';

const EXAMPLE_REQUEST_ID = '3f0c8c1e-8d43-4b55-9d5e-6c3a1f0e7b21';
const EXAMPLE_LIMIT = { limit: 120, windowSeconds: 60 };
const EXAMPLE_WAIT_SECONDS = 20;

/** The OpenAPI 3.1 document of these routes. */
export function documentOf(routes: readonly Route[]): Json {
  const tags = new Set(routes.map(({ about }) => about.tag));
  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.1',
    info: { title: 'Postern', summary: 'The alias API of a mail server', description: DESCRIPTION, version: VERSION },
    // Relative to the document, so that it is right behind a proxy that serves us under a path.
    servers: [{ url: '.' }],
    tags: Object.entries(TAGS)
      .filter(([name]) => tags.has(name as Tag))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: KEY_HEADER, description: 'The owner’s key.' } },
      schemas: { Refusal: schemaOf(REFUSAL, 'output') },
      headers: HEADERS,
      responses: {
        Unauthorized: refusals('No key, or none that works.', KEY_REFUSAL_EXAMPLES, ['WWW-Authenticate']),
        PayloadTooLarge: refusals('The body is too large.', [BODY_TOO_LARGE]),
        UnsupportedMediaType: refusals('The body is neither JSON nor a form.', [UNSUPPORTED_TYPE]),
        InternalError: refusals('A fault of the service; it is in its log.', [failure(500, EXAMPLE_REQUEST_ID)]),
        Unavailable: refusals(UNAVAILABLE, [failure(503, EXAMPLE_REQUEST_ID)], ['Retry-After']),
        Refused: {
          description: 'Any other refusal.',
          headers: headers([]),
          content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/Refusal' } } },
        },
      },
    },
  };
}

function operation(route: Route): Json {
  const { id, tag, summary, description, input } = route.about;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: route.access.by === 'key' ? [{ key: [] }] : [],
    ...(input && { parameters: parameters(route.method, input) }),
    ...(input && route.method === 'post' && { requestBody: requestBody(input) }),
    responses: responses(route),
  };
}

function parameters(method: Route['method'], input: z.ZodObject): readonly Json[] {
  const { properties, required } = fieldsOf(input);
  return Object.entries(properties).map(([name, { description, examples, ...schema }]) => ({
    name,
    in: 'query',
    // What POST takes may come by either way.
    required: method === 'get' && required.includes(name),
    description: method === 'get' ? description : `Where the body has no \`${name}\`.`,
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

function responses(route: Route): Json {
  const { access, method, about } = route;
  const own = Object.entries(MEANING).flatMap(([status, meaning]) => {
    const examples = about.refusals?.[Number(status)];
    return examples ? [[status, refusals(meaning, examples, [], about.page)] as const] : [];
  });
  return {
    200: answer(about, access.where === undefined || about.isPublic ? [] : LIMIT_HEADERS),
    400: refusals(
      'The request, or a field of it, is malformed, or names what cannot be.',
      badRequests(route),
      [],
      about.page,
    ),
    ...(access.by === 'key' && { 401: response('Unauthorized') }),
    ...Object.fromEntries(own),
    ...(method === 'post' && { 413: response('PayloadTooLarge'), 415: response('UnsupportedMediaType') }),
    ...(access.where !== undefined && { 429: tooMany(route, access.where) }),
    500: response('InternalError'),
    503: unavailable(route),
    default: response('Refused'),
  };
}

const MEANING: Readonly<Record<string, string>> = {
  403: 'Not allowed: a ban strikes, a limit is reached, or the thing is somebody else’s.',
  404: 'There is no such thing.',
  409: 'The address is not free. It is not said whose it is.',
};

function answer({ answer: { description, schema, example }, page }: About, names: readonly string[]): Json {
  return {
    description,
    headers: headers(names),
    content: { [JSON_TYPE]: { schema: schemaOf(schema, 'output'), example }, ...(page && PAGE) },
  };
}

/** The first refusal of the fields is what the schema itself says of fields that are missing, or of one that is no number. */
function badRequests({ method, about }: Route): readonly Refusal[] {
  const { input, page, refusals: own } = about;
  const [first] = Object.keys(input?.shape ?? {});
  const bad =
    input && !page ? parseFields(input, (name) => (method === 'get' && name === first ? 'x' : undefined)) : undefined;
  return [
    ...(bad && !bad.ok ? [bad.error] : []),
    ...(own?.[400] ?? []),
    ...(method === 'post' ? [MALFORMED_BODY] : []),
    HOST_MISSING,
  ];
}

function tooMany({ access, about }: Route, where: string): Json {
  const example = (reason: LimitReason) => rateLimited({ where, reason }, EXAMPLE_LIMIT, EXAMPLE_WAIT_SECONDS);
  const examples = [
    example('too_many_requests_ip'),
    ...(access.by === 'key' ? [example('too_many_requests_key')] : []),
    ...(about.refusals?.[429] ?? []),
  ];
  return refusals('Too many requests.', examples, ['Retry-After', ...LIMIT_HEADERS]);
}

/** With what only this route says, if there is such a thing. */
function unavailable({ about }: Route): Json {
  const own = about.refusals?.[503];
  if (!own) return response('Unavailable');
  return refusals(UNAVAILABLE, [failure(503, EXAMPLE_REQUEST_ID), ...own], ['Retry-After']);
}

/** A response whose `error` is one of those of the examples. */
function refusals(
  description: string,
  examples: readonly Refusal[],
  names: readonly string[] = [],
  page = false,
): Json {
  const codes = [...new Set(examples.map(({ error }) => error))];
  return {
    description,
    headers: headers(names),
    content: {
      [JSON_TYPE]: {
        schema: { allOf: [{ $ref: '#/components/schemas/Refusal' }, { properties: { error: { enum: codes } } }] },
        examples: Object.fromEntries(examples.map((value) => [value.reason ?? value.error, { value }])),
      },
      ...(page && PAGE),
    },
  };
}

const PAGE = { 'text/html': { schema: { type: 'string' } } };

/** Absent where the limit is turned off. */
const LIMIT_HEADERS = ['RateLimit', 'RateLimit-Policy'];

const HEADERS: Readonly<Record<string, Json>> = {
  'X-Request-Id': {
    description: 'The request’s own, where it matches `^[A-Za-z0-9._-]{1,64}$`, or a new one.',
    required: true,
    schema: { type: 'string' },
  },
  'WWW-Authenticate': { description: 'How to show a key.', required: true, schema: { type: 'string' } },
  'Retry-After': {
    description: 'When to try again, in seconds.',
    required: true,
    schema: { type: 'string', pattern: '^[0-9]+$' },
  },
  RateLimit: {
    description: 'What is left in each limit (draft-ietf-httpapi-ratelimit-headers).',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': { description: 'The limits themselves.', schema: { type: 'string' } },
};

function headers(names: readonly string[]): Json {
  const all = ['X-Request-Id', ...names];
  return Object.fromEntries(all.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function response(name: string): Json {
  return { $ref: `#/components/responses/${name}` };
}

interface Fields {
  readonly properties: Readonly<Record<string, Json>>;
  readonly required: readonly string[];
}

function fieldsOf(input: z.ZodObject): Fields {
  return { required: [], ...schemaOf(input, 'input') } as unknown as Fields;
}

/** Open: a client must take an answer with a field that it does not know. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // What z.int() says of every number.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  delete json.$schema;
  return json;
}
