import bodyParser from 'koa-bodyparser';
import type { Context, Next } from './context.js';
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

/** Reads a JSON or form body into `ctx.request.body`, an object; it is empty where the request has no body. */
export async function readBody(ctx: Context, next: Next): Promise<void> {
  if (!hasBody(ctx)) {
    ctx.request.body = {};
    await next();
    return;
  }
  if (!isReadable(ctx)) {
    refuse(ctx, 415, UNSUPPORTED_TYPE);
    return;
  }
  // RFC 9110 8.4.1: content codings have no letter case; the parser's have.
  const encoding = ctx.req.headers['content-encoding'];
  if (encoding !== undefined) ctx.req.headers['content-encoding'] = encoding.toLowerCase();
  try {
    await parse(ctx, () => Promise.resolve());
  } catch (error) {
    refuseBody(ctx, error);
    return;
  }
  if (Array.isArray(ctx.request.body)) refuse(ctx, 400, MALFORMED_BODY);
  else await next();
}

function hasBody(ctx: Context): boolean {
  return Number(ctx.get('Content-Length')) > 0 || ctx.get('Transfer-Encoding') !== '';
}

function isReadable(ctx: Context): boolean {
  const type = ctx.req.headers['content-type'];
  // As nearly everyone writes it.
  if (type === JSON_TYPE) return true;
  return typeof ctx.is(JSON_TYPE, FORM_TYPE) === 'string' && !OTHER_CHARSET.test(type ?? '');
}

function refuseBody(ctx: Context, error: unknown): void {
  // The rest of the body stays unread, so the connection cannot carry another request.
  if (!ctx.req.complete) ctx.set('Connection', 'close');
  switch (statusOf(error)) {
    case 413:
      refuse(ctx, 413, BODY_TOO_LARGE);
      return;
    case 415:
      refuse(ctx, 415, UNSUPPORTED_TYPE);
      return;
    case 400:
      refuse(ctx, 400, MALFORMED_BODY);
      return;
    default:
      throw error;
  }
}

/** The parser's errors say their status; those of zlib, by their code, mean a body that does not unpack. */
function statusOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('status' in error) return error.status;
  return 'code' in error && UNPACKING_FAILED.test(String(error.code)) ? 400 : undefined;
}
