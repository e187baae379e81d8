import type { AuthenticateKey } from '../../../application/keys/authenticate-key.js';
import { ApiKey } from '../../../domain/api-key.js';
import type { Context, Middleware, Next } from './context.js';
import { refuse, type Refusal } from './refuse.js';

export const KEY_HEADER = 'X-API-Key';
/** RFC 9110 11.6.1 asks for a challenge with every 401. */
const CHALLENGE = `ApiKey realm="postern", header="${KEY_HEADER}"`;

/** Unknown, expired and revoked keys look alike. */
const KEY_REFUSALS = {
  missing: { error: 'missing_api_key', hint: `Send your key in the ${KEY_HEADER} header.` },
  malformed: {
    error: 'invalid_api_key_format',
    hint: `A key is ${ApiKey.LENGTH} lowercase hexadecimal characters.`,
  },
  dead: { error: 'invalid_or_expired_api_key', hint: 'Ask for a new key.' },
} as const satisfies Record<string, Refusal>;

export const KEY_REFUSAL_EXAMPLES: readonly Refusal[] = Object.values(KEY_REFUSALS);

/** Lets a request pass that shows a good key, and says whom it speaks for. */
export function requireKey(authenticateKey: AuthenticateKey): Middleware {
  return async function authenticate(ctx: Context, next: Next) {
    const text = ctx.get(KEY_HEADER);
    if (text === '') {
      refuseKey(ctx, KEY_REFUSALS.missing);
      return;
    }
    const key = ApiKey.parse(text);
    if (!key.ok) {
      refuseKey(ctx, KEY_REFUSALS.malformed);
      return;
    }
    const caller = await authenticateKey.execute(key.value);
    if (!caller.ok) {
      refuseKey(ctx, KEY_REFUSALS.dead);
      return;
    }
    ctx.state.caller = caller.value;
    await next();
  };
}

function refuseKey(ctx: Context, refusal: Refusal): void {
  ctx.set('WWW-Authenticate', CHALLENGE);
  refuse(ctx, 401, refusal);
}
