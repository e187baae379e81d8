import bodyParser from 'koa-bodyparser';
import type { Context } from '../context.js';
import { BodyBrokenOff, receiveBody, replayed, untilBrokenOff } from './receive-body.js';
import type { BodyProblem } from '../problem.js';

const MAX_BODY_BYTES = 32 * 1024;

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';
const OTHER_CHARSET = /;\s*charset\s*=(?!\s*"?(?:utf-?8|us-ascii)\b)/i;

/** Codes of zlib, and of the Brotli decoder in it. */
const UNPACKING_FAILED = /^(Z_|ERR_BROTLI|ERR__ERROR|BROTLI)/;

const MALFORMED: BodyProblem = { kind: 'body_malformed' };
const TOO_LARGE: BodyProblem = { kind: 'body_too_large', maxBytes: MAX_BODY_BYTES };
const UNSUPPORTED: BodyProblem = { kind: 'body_type_unsupported', types: [JSON_TYPE, FORM_TYPE] };
/** For examples. */
export const BODY_PROBLEMS = { MALFORMED, TOO_LARGE, UNSUPPORTED } as const;

const LIMIT = `${MAX_BODY_BYTES}b`;
const parse = bodyParser({ enableTypes: ['json', 'form'], jsonLimit: LIMIT, formLimit: LIMIT });

/**
 * Reads a JSON or form body into `ctx.state.body`; it is empty if the request has no body. Both
 * what comes in and what it unpacks to have at most 32 KiB.
 */
export async function readBody(ctx: Context): Promise<BodyProblem | undefined> {
  const problem = hasBody(ctx) ? await readInto(ctx) : undefined;
  // The rest of the body stays unread, so the connection cannot carry another request.
  if (problem && !ctx.req.complete) ctx.res.shouldKeepAlive = false;
  ctx.state.body = ctx.request.body ?? {};
  return problem;
}

function hasBody(ctx: Context): boolean {
  const { headers } = ctx.req;
  return Number(headers['content-length']) > 0 || (headers['transfer-encoding'] ?? '') !== '';
}

/** Why the body is refused, if it is. */
async function readInto(ctx: Context): Promise<BodyProblem | undefined> {
  const coding = ctx.req.headers['content-encoding'] ?? 'identity';
  try {
    if (!isReadable(ctx)) return await refuseUnlessEmpty(ctx);
    if (coding === 'identity') await untilBrokenOff(ctx.req, ctx.res, parseInto(ctx));
    // RFC 9110 8.4.1: content codings have no letter case, but the parser's have.
    else return await unpack(ctx, coding.toLowerCase());
  } catch (error) {
    return refusalOf(error);
  }
  return Array.isArray(ctx.request.body) ? MALFORMED : undefined;
}

/** A chunked body may turn out to be empty; then it needs no type. */
async function refuseUnlessEmpty(ctx: Context): Promise<BodyProblem | undefined> {
  const received = await receiveBody(ctx.req, ctx.res, 0);
  return received.kind === 'whole' ? undefined : UNSUPPORTED;
}

/**
 * The parser bounds what comes out. A packed body is given to it whole, so that what comes in is
 * bounded as well.
 */
async function unpack(ctx: Context, coding: string): Promise<BodyProblem | undefined> {
  const received = await receiveBody(ctx.req, ctx.res, MAX_BODY_BYTES);
  if (received.kind !== 'whole') return received.kind === 'too_large' ? TOO_LARGE : MALFORMED;
  const req = replayed(received.bytes, { ...ctx.req.headers, 'content-encoding': coding });
  const whole = Object.create(ctx, { req: { value: req } }) as Context;
  await parseInto(whole);
  return Array.isArray(ctx.request.body) ? MALFORMED : undefined;
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

/**
 * The parser's errors have a status; those of zlib have a code, and mean a body that does not
 * unpack.
 */
function refusalOf(error: unknown): BodyProblem {
  if (typeof error === 'object' && error !== null) {
    const status = 'status' in error ? error.status : undefined;
    if (status === 413) return TOO_LARGE;
    if (status === 415) return UNSUPPORTED;
    if (status === 400 || error instanceof BodyBrokenOff) return MALFORMED;
    if ('code' in error && UNPACKING_FAILED.test(String(error.code))) return MALFORMED;
  }
  throw error;
}
