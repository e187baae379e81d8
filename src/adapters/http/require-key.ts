import type { AuthenticateKey } from '../../application/authenticate-key.js';
import { ApiKey } from '../../domain/api-key.js';
import type { Context, Middleware, Next } from './context.js';
import { refuse } from './refuse.js';

const HEADER = 'X-API-Key';
/** RFC 9110 11.6.1 asks for a challenge with every 401. */
const CHALLENGE = `ApiKey realm="postern", header="${HEADER}"`;

/** Lets a request pass that shows a good key, and says whom it speaks for. Unknown, expired and revoked keys look alike. */
export function requireKey(authenticateKey: AuthenticateKey): Middleware {
  return async function authenticate(ctx: Context, next: Next) {
    const text = ctx.get(HEADER);
    if (text === '') {
      refuseKey(ctx, 'missing_api_key', `Send your key in the ${HEADER} header.`);
      return;
    }
    const key = ApiKey.parse(text);
    if (!key.ok) {
      refuseKey(ctx, 'invalid_api_key_format', `A key is ${ApiKey.LENGTH} lowercase hexadecimal characters.`);
      return;
    }
    const caller = await authenticateKey.execute(key.value);
    if (!caller.ok) {
      refuseKey(ctx, 'invalid_or_expired_api_key', 'Ask for a new key.');
      return;
    }
    ctx.state.caller = caller.value;
    await next();
  };
}

function refuseKey(ctx: Context, error: string, hint: string): void {
  ctx.set('WWW-Authenticate', CHALLENGE);
  refuse(ctx, 401, { error, hint });
}
