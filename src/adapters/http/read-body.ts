import bodyParser from 'koa-bodyparser';
import type { Context, Next } from './context.js';
import { refuse } from './refuse.js';

const MAX_BODY_BYTES = 32 * 1024;

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const OTHER_CHARSET = /;\s*charset\s*=(?!\s*"?(?:utf-?8|us-ascii)\b)/i;

const LIMIT = `${MAX_BODY_BYTES}b`;
const parse = bodyParser({ enableTypes: ['json', 'form'], jsonLimit: LIMIT, formLimit: LIMIT });

/** Reads a JSON or form body into `ctx.request.body`, an object; it is empty where the request has no body. */
export async function readBody(ctx: Context, next: Next): Promise<void> {
  if (!hasBody(ctx)) {
    ctx.request.body = {};
    await next();
    return;
  }
  if (!ctx.is(JSON_TYPE, FORM_TYPE) || OTHER_CHARSET.test(ctx.get('Content-Type'))) {
    refuseType(ctx);
    return;
  }
  try {
    await parse(ctx, () => Promise.resolve());
  } catch (error) {
    refuseBody(ctx, error);
    return;
  }
  if (Array.isArray(ctx.request.body)) refuseMalformed(ctx);
  else await next();
}

function hasBody(ctx: Context): boolean {
  return Number(ctx.get('Content-Length')) > 0 || ctx.get('Transfer-Encoding') !== '';
}

/** The parser throws what its parts throw; a body that cannot be read is the caller's, whatever stumbled over it. */
function refuseBody(ctx: Context, error: unknown): void {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  switch (status) {
    case 413:
      // The rest of the body stays unread, so the connection cannot carry another request.
      ctx.set('Connection', 'close');
      refuse(ctx, 413, { error: 'payload_too_large', constraints: { max_bytes: MAX_BODY_BYTES } });
      return;
    case 415:
      refuseType(ctx);
      return;
    default:
      refuseMalformed(ctx);
  }
}

function refuseMalformed(ctx: Context): void {
  refuse(ctx, 400, {
    error: 'invalid_params',
    reason: 'malformed_body',
    hint: 'The body must be one JSON object, or form-urlencoded fields.',
  });
}

function refuseType(ctx: Context): void {
  refuse(ctx, 415, {
    error: 'unsupported_media_type',
    hint: `Send ${JSON_TYPE} or ${FORM_TYPE}, in UTF-8, plain or in a common Content-Encoding.`,
    constraints: { content_types: `${JSON_TYPE}, ${FORM_TYPE}` },
  });
}
