import type { ConfirmCredentials } from '../../application/confirm-credentials.js';
import type { ShowCredentials } from '../../application/show-credentials.js';
import { answerPage, confirmationPage, invalidLinkPage, keyPage, wantsPage } from './confirmation-pages.js';
import type { Context } from './context.js';
import { readToken } from './credential-fields.js';
import { refuse } from './refuse.js';

const ACTION = 'api_credentials_confirm';

/** `GET /api/credentials/confirm`: changes nothing, for mail scanners open links. */
export function showCredentialsRoute(showCredentials: ShowCredentials) {
  return async function show(ctx: Context): Promise<void> {
    ctx.set('Referrer-Policy', 'no-referrer');
    const token = readToken(ctx);
    const result = token && (await showCredentials.execute(token));
    if (!token || !result?.ok) {
      refuseToken(ctx);
      return;
    }
    const { owner, days, expiresAt } = result.value;
    if (wantsPage(ctx)) answerPage(ctx, 200, confirmationPage(owner.value, days, token.value));
    else {
      const expires_at = expiresAt.toISOString();
      ctx.body = { ok: true, action: ACTION, confirmed: false, email: owner.value, days, expires_at };
    }
  };
}

/** `POST /api/credentials/confirm`, behind readBody: the key is in this one answer and nowhere else. */
export function confirmCredentialsRoute(confirmCredentials: ConfirmCredentials) {
  return async function confirm(ctx: Context): Promise<void> {
    ctx.set('Referrer-Policy', 'no-referrer');
    const token = readToken(ctx);
    const result = token && (await confirmCredentials.execute(token));
    if (!result?.ok) {
      refuseToken(ctx);
      return;
    }
    const { owner, key, days } = result.value;
    if (wantsPage(ctx)) answerPage(ctx, 200, keyPage(owner.value, days, key.value));
    else
      ctx.body = {
        ok: true,
        action: ACTION,
        confirmed: true,
        email: owner.value,
        token: key.value,
        token_type: 'api_key',
        expires_in_days: days,
      };
  };
}

function refuseToken(ctx: Context): void {
  if (wantsPage(ctx)) answerPage(ctx, 400, invalidLinkPage());
  else refuse(ctx, 400, { error: 'invalid_or_expired', hint: 'Ask for a new mail.' });
}
