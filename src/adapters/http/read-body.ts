import { err, ok, type Result } from '../../domain/result.js';
import type { Context, Next } from './context.js';
import { parseBody } from './parse-body.js';
import { receiveBody } from './receive-body.js';
import { refuse, type Refusal } from './refuse.js';
import { unpackerOf } from './unpack-body.js';

const MAX_BODY_BYTES = 32 * 1024;

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';
const OTHER_CHARSET = /;\s*charset\s*=(?!\s*"?(?:utf-?8|us-ascii)\b)/i;

const STATUS = { invalid_params: 400, payload_too_large: 413, unsupported_media_type: 415 } as const;
type BodyRefusal = Refusal & { readonly error: keyof typeof STATUS };

export const MALFORMED_BODY: BodyRefusal = {
  error: 'invalid_params',
  reason: 'malformed_body',
  hint: 'The body must be one JSON object, or form-urlencoded fields.',
};
export const BODY_TOO_LARGE: BodyRefusal = { error: 'payload_too_large', constraints: { max_bytes: MAX_BODY_BYTES } };
export const UNSUPPORTED_TYPE: BodyRefusal = {
  error: 'unsupported_media_type',
  hint: `Send ${JSON_TYPE} or ${FORM_TYPE}, in UTF-8, plain or in a common Content-Encoding.`,
  constraints: { content_types: `${JSON_TYPE}, ${FORM_TYPE}` },
};

/**
 * Reads a JSON or form body into `ctx.state.body`; it is empty if the request has no body. Both what comes in and what it unpacks
 * to have at most 32 KiB.
 */
export async function readBody(ctx: Context, next: Next): Promise<void> {
  const body = hasBody(ctx) ? await fieldsOf(ctx) : ok({});
  if (body.ok) {
    ctx.state.body = body.value;
    await next();
    return;
  }
  // The rest of the body stays unread, so the connection cannot carry another request.
  if (!ctx.req.complete) ctx.set('Connection', 'close');
  refuse(ctx, STATUS[body.error.error], body.error);
}

function hasBody(ctx: Context): boolean {
  return Number(ctx.get('Content-Length')) > 0 || ctx.get('Transfer-Encoding') !== '';
}

async function fieldsOf(ctx: Context): Promise<Result<object, BodyRefusal>> {
  const form = formOf(ctx);
  const unpack = unpackerOf(ctx.req.headers['content-encoding'] ?? 'identity');
  const isReadable = form !== undefined && unpack !== undefined;
  // A chunked body may turn out to be empty; then it needs no type.
  const received = await receiveBody(ctx.req, ctx.res, isReadable ? MAX_BODY_BYTES : 0);
  // It reaches nobody.
  if (received.kind === 'broken_off') return err(MALFORMED_BODY);
  if (received.kind === 'whole' && received.bytes.length === 0) return ok({});
  if (!isReadable) return err(UNSUPPORTED_TYPE);
  const bytes = received.kind === 'too_large' ? received.kind : await unpack(received.bytes, MAX_BODY_BYTES);
  if (bytes === 'too_large') return err(BODY_TOO_LARGE);
  const fields = bytes === 'malformed' ? undefined : parseBody(bytes, form);
  return fields ? ok(fields) : err(MALFORMED_BODY);
}

/** `undefined` if it is neither JSON nor form fields in UTF-8. */
function formOf(ctx: Context): 'json' | 'form' | undefined {
  const type = ctx.req.headers['content-type'];
  // As nearly everyone writes it.
  if (type === JSON_TYPE) return 'json';
  if (OTHER_CHARSET.test(type ?? '')) return undefined;
  const known = ctx.is(JSON_TYPE, FORM_TYPE);
  return known === JSON_TYPE ? 'json' : known === FORM_TYPE ? 'form' : undefined;
}
