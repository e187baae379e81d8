import { Buffer } from 'node:buffer';
import type { Api } from '../api.js';
import type { Answer } from './answer.js';
import type { Context, Next, ShownLimit, State } from './context.js';
import { secondsOf } from './limits/limit-requests.js';
import { SECURITY_HEADERS, securityHeadersWith } from './security-headers.js';

const JSON_TYPE = 'application/json; charset=utf-8';
/** RFC 9110 8.6: it has no length. */
const NO_CONTENT = 204;

/** The parts of the exchange that show in every answer. */
type Exchange = Readonly<Pick<State, 'requestId' | 'limits' | 'vary' | 'sharing'>>;

/** An answer ready for the wire: names and values of its headers in turn. */
export interface WrittenAnswer {
  readonly status: number;
  readonly headers: string[];
  readonly body: string | Uint8Array | undefined;
}

/** Sends the outcome of the middleware behind; a problem is worded by the API of its request. */
export function sendAnswers(apiOf: (ctx: Context) => Api) {
  return async function answer(ctx: Context, next: Next): Promise<void> {
    const outcome = await next();
    sendAnswer(ctx, 'kind' in outcome ? apiOf(ctx).render(outcome) : outcome);
  };
}

/**
 * Sends it past Koa, which would set each header by itself and look up the media type: together
 * that costs as much as parsing the request.
 */
function sendAnswer(ctx: Context, answer: Answer): void {
  // The server itself has answered a request whose body turned out to be malformed, or the caller
  // has hung up.
  if (ctx.res.headersSent || ctx.res.destroyed) return;
  const { status, headers, body } = writeAnswer(answer, ctx.state);
  ctx.res.writeHead(status, headers);
  if (ctx.method === 'HEAD') ctx.res.end();
  else ctx.res.end(body);
}

export function writeAnswer(answer: Answer, { requestId, limits, vary, sharing }: Exchange): WrittenAnswer {
  const { status, publicForSeconds, contentPolicy, type = JSON_TYPE } = answer;
  const isPublic = publicForSeconds !== undefined;
  const headers = [
    'X-Request-Id',
    requestId,
    'Cache-Control',
    // Most answers are one caller's own, so none may be kept unless its route says otherwise.
    isPublic ? `public, max-age=${publicForSeconds}` : 'no-store',
    ...(contentPolicy === undefined ? SECURITY_HEADERS : securityHeadersWith(contentPolicy)),
    ...sharing,
  ];
  if (isPublic || vary.length > 0) headers.push('Vary', [...vary, ...(isPublic ? ['X-Request-Id'] : [])].join(', '));
  if (!isPublic && limits.length > 0) headers.push(...limitHeaders(limits));
  for (const name in answer.headers) headers.push(name, answer.headers[name] ?? '');
  const body = bodyOf(answer);
  if (body !== undefined) headers.push('Content-Type', type, 'Content-Length', String(Buffer.byteLength(body)));
  else if (status !== NO_CONTENT) headers.push('Content-Length', '0');
  return { status, headers, body };
}

function bodyOf({ body }: Answer): string | Uint8Array | undefined {
  return body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
}

/**
 * draft-ietf-httpapi-ratelimit-headers: lists of structured fields (RFC 9651), one member for each
 * policy.
 */
function limitHeaders(limits: readonly ShownLimit[]): readonly string[] {
  const policies = limits.map(({ policy, outcome }) => `"${policy}";q=${outcome.limit};w=${outcome.windowSeconds}`);
  const remaining = limits.map(({ policy, outcome }) => `"${policy}";r=${outcome.remaining};t=${secondsOf(outcome)}`);
  return ['RateLimit-Policy', policies.join(', '), 'RateLimit', remaining.join(', ')];
}
