export type Json = Readonly<Record<string, unknown>>;

/** Absent if the limit is turned off. */
export const LIMIT_HEADERS = ['RateLimit', 'RateLimit-Policy'];

/** Every header that an answer may be documented with, as components. */
export const HEADERS: Readonly<Record<string, Json>> = {
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

/** References to these headers, and to those of every answer. */
export function headers(names: readonly string[]): Json {
  const all = ['X-Request-Id', ...names];
  return Object.fromEntries(all.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
