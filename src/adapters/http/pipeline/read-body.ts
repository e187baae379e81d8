import bodyParser from 'koa-bodyparser';
import type { Context, Next } from './context.js';
import { BodyBrokenOff, receiveBody, replayed, untilBrokenOff } from './receive-body.js';
import { refuse, type Refusal } from './refuse.js';

const MAX_BODY_BYTES = 32 * 1024;

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';
const OTHER_CHARSET = /;\s*charset\s*=(?!\s*"?(?:utf-?8|us-ascii)\b)/i;

/** Codes of zlib, and of the Brotli decoder in it. */
const UNPACKING_FAILED = /^(Z_|ERR_BROTLI|ERR__ERROR|BROTLI)/;

export const MALFORMED_BODY: Refusal = {
  error: 'invalid_params',
  reason: 'malformed_body',
  hint: 'The body must be one JSON object, or form-urlencoded fields.',
};
export const BODY_TOO_LARGE: Refusal = { error: 'payload_too_large', constraints: { max_bytes: MAX_BODY_BYTES } };
export const UNSUPPORTED_TYPE: Refusal = {
  error: 'unsupported_media_type',
  hint: `Send ${JSON_TYPE} or ${FORM_TYPE}, in UTF-8, plain or in a common Content-Encoding.`,
  constraints: { content_types: `${JSON_TYPE}, ${FORM_TYPE}` },
};

const LIMIT = `${MAX_BODY_BYTES}b`;
const parse = bodyParser({ enableTypes: ['json', 'form'], jsonLimit: LIMIT, formLimit: LIMIT });

/**
 * Reads a JSON or form body into `ctx.state.body`; it is empty if the request has no body. Both what comes in and what it unpacks
 * to have at most 32 KiB.
 */
export async function readBody(ctx: Context, next: Next): Promise<void> {
  const refused = hasBody(ctx) ? await readInto(ctx) : undefined;
  if (refused) {
    // The rest of the body stays unread, so the connection cannot carry another request.
    if (!ctx.req.complete) ctx.set('Connection', 'close');
    refuse(ctx, STATUS.get(refused) ?? 400, refused);
    return;
  }
  ctx.state.body = ctx.request.body ?? {};
  await next();
}

const STATUS: ReadonlyMap<Refusal, number> = new Map([
  [BODY_TOO_LARGE, 413],
  [UNSUPPORTED_TYPE, 415],
]);

function hasBody(ctx: Context): boolean {
  return Number(ctx.get('Content-Length')) > 0 || ctx.get('Transfer-Encoding') !== '';
}

/** Why the body is refused, if it is. */
async function readInto(ctx: Context): Promise<Refusal | undefined> {
  const coding = ctx.req.headers['content-encoding'] ?? 'identity';
  try {
    if (!isReadable(ctx)) return await refuseUnlessEmpty(ctx);
    if (coding === 'identity') await untilBrokenOff(ctx.req, ctx.res, parseInto(ctx));
    // RFC 9110 8.4.1: content codings have no letter case, but the parser's have.
    else return await unpack(ctx, coding.toLowerCase());
  } catch (error) {
    return refusalOf(error);
  }
  return Array.isArray(ctx.request.body) ? MALFORMED_BODY : undefined;
}

/** A chunked body may turn out to be empty; then it needs no type. */
async function refuseUnlessEmpty(ctx: Context): Promise<Refusal | undefined> {
  const received = await receiveBody(ctx.req, ctx.res, 0);
  return received.kind === 'whole' ? undefined : UNSUPPORTED_TYPE;
}

/** The parser bounds what comes out. A packed body is given to it whole, so that what comes in is bounded as well. */
async function unpack(ctx: Context, coding: string): Promise<Refusal | undefined> {
  const received = await receiveBody(ctx.req, ctx.res, MAX_BODY_BYTES);
  if (received.kind !== 'whole') return received.kind === 'too_large' ? BODY_TOO_LARGE : MALFORMED_BODY;
  const req = replayed(received.bytes, { ...ctx.req.headers, 'content-encoding': coding });
  const whole = Object.create(ctx, { req: { value: req } }) as Context;
  await parseInto(whole);
  return Array.isArray(ctx.request.body) ? MALFORMED_BODY : undefined;
}

/** Into `ctx.request.body`. */
async function parseInto(ctx: Context): Promise<void> {
  await parse(ctx, () => Promise.resolve());
}

function isReadable(ctx: Context): boolean {
  const type = ctx.req.headers['content-type'];
  // As nearly everyone writes it.
  if (type === JSON_TYPE) return true;
  return typeof ctx.is(JSON_TYPE, FORM_TYPE) === 'string' && !OTHER_CHARSET.test(type ?? '');
}

/** The parser's errors have a status; those of zlib have a code, and mean a body that does not unpack. */
function refusalOf(error: unknown): Refusal {
  if (typeof error === 'object' && error !== null) {
    const status = 'status' in error ? error.status : undefined;
    if (status === 413) return BODY_TOO_LARGE;
    if (status === 415) return UNSUPPORTED_TYPE;
    if (status === 400 || error instanceof BodyBrokenOff) return MALFORMED_BODY;
    if ('code' in error && UNPACKING_FAILED.test(String(error.code))) return MALFORMED_BODY;
  }
  throw error;
}
