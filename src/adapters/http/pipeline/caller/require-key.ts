import type { AuthenticateKey } from '../../../../application/keys/authenticate-key.js';
import type { Credential } from '../../api.js';
import type { Context } from '../context.js';
import type { KeyProblem } from '../problem.js';

/** Lets a request pass that shows a good key, and notes its owner. */
export function requireKey(credential: Credential, authenticateKey: AuthenticateKey) {
  const header = credential.header.toLowerCase();
  return async function authenticate(ctx: Context): Promise<KeyProblem | undefined> {
    const text = ctx.req.headers[header];
    if (typeof text !== 'string' || text === '') return { kind: 'key_missing' };
    const key = credential.parse(text);
    if (!key.ok) return { kind: 'key_malformed' };
    const caller = await authenticateKey.execute(key.value);
    if (!caller.ok) return { kind: 'key_refused' };
    ctx.state.caller = caller.value;
    return undefined;
  };
}
