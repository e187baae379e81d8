import * as z from 'zod';
import type { ConfirmCredentials } from '../../../../../application/credentials/confirm-credentials.js';
import type { ShowCredentials } from '../../../../../application/credentials/show-credentials.js';
import {
  confirmationPage,
  invalidLinkPage,
  keyPage,
  pageAnswer,
  tooManyKeysPage,
  wantsPage,
} from '../confirmation-pages.js';
import type { Context } from '../../../pipeline/context.js';
import { tokenField } from '../../../fields/fields.js';
import { quotaReached } from '../quota-reached.js';
import { fieldsReader } from '../../../pipeline/bodies/read-fields.js';
import type { Outcome } from '../../../pipeline/answer.js';
import { refuse } from '../refusal.js';
import { CREDENTIALS } from '../tags.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

const PATH = '/api/credentials/confirm';
const OPERATION = 'credentials_confirm';
const ACTION = 'api_credentials_confirm';
/** Also for a token that nobody can have been sent. */
const INVALID = refuse(400, { error: 'invalid_or_expired', hint: 'Ask for a new mail.' });

const PREVIEW = z.object({
  ok: z.literal(true),
  action: z.literal(ACTION),
  confirmed: z.literal(false),
  email: z.string(),
  days: z.int(),
  expires_at: z.string().meta({ format: 'date-time', description: 'When the token dies.' }),
});
type Preview = z.output<typeof PREVIEW>;

const EXAMPLE_PREVIEW: Preview = {
  ok: true,
  action: ACTION,
  confirmed: false,
  email: EXAMPLE.owner,
  days: 90,
  expires_at: EXAMPLE.time,
};

const KEY = z.object({
  ok: z.literal(true),
  action: z.literal(ACTION),
  confirmed: z.literal(true),
  email: z.string(),
  token: z.string().meta({ description: 'The key, for `X-API-Key`. It is shown this once.' }),
  token_type: z.literal('api_key'),
  expires_in_days: z.int(),
});
type Key = z.output<typeof KEY>;

const EXAMPLE_KEY: Key = {
  ok: true,
  action: ACTION,
  confirmed: true,
  email: EXAMPLE.owner,
  token: EXAMPLE.secret,
  token_type: 'api_key',
  expires_in_days: 90,
};

/** Changes nothing, for mail scanners open links. */
export function showCredentialsRoute(showCredentials: ShowCredentials): Route {
  const input = z.object({ token: tokenField() });
  const readToken = fieldsReader(input);
  return {
    method: 'get',
    path: PATH,
    operation: OPERATION,
    access: { by: 'anyone' },
    about: {
      id: 'showCredentials',
      tag: CREDENTIALS,
      summary: 'What a mailed link would confirm',
      description: 'It changes nothing. The page has a button that confirms.',
      input,
      answer: { description: 'What would be confirmed.', body: { schema: PREVIEW, example: EXAMPLE_PREVIEW } },
      page: true,
      refusals: [INVALID],
    },
    async handle(ctx) {
      const fields = readToken(ctx);
      const result = fields.ok && (await showCredentials.execute(fields.value.token));
      if (!fields.ok || !result || !result.ok) return refuseToken(ctx);
      const { owner, days, expiresAt } = result.value;
      if (wantsPage(ctx)) return pageAnswer(200, confirmationPage(owner.value, days, fields.value.token.value));
      const expires_at = expiresAt.toISOString();
      const preview: Preview = { ok: true, action: ACTION, confirmed: false, email: owner.value, days, expires_at };
      return { status: 200, body: preview };
    },
  };
}

/** The key is in this one answer and nowhere else. */
export function confirmCredentialsRoute(confirmCredentials: ConfirmCredentials): Route {
  const input = z.object({ token: tokenField() });
  const readToken = fieldsReader(input);
  return {
    method: 'post',
    path: PATH,
    operation: OPERATION,
    access: { by: 'anyone' },
    about: {
      id: 'confirmCredentials',
      tag: CREDENTIALS,
      summary: 'Make the key that a mailed link stands for',
      description: 'A token works once.',
      input,
      answer: { description: 'The key, shown this once.', body: { schema: KEY, example: EXAMPLE_KEY } },
      page: true,
      refusals: [INVALID, quotaReached({ what: 'keys', quota: 5 })],
    },
    async handle(ctx) {
      const fields = readToken(ctx);
      const result = fields.ok && (await confirmCredentials.execute(fields.value.token));
      if (result && !result.ok && result.error.kind === 'quota_reached')
        return wantsPage(ctx) ? pageAnswer(403, tooManyKeysPage()) : quotaReached(result.error);
      if (!result || !result.ok) return refuseToken(ctx);
      const { owner, key, days } = result.value;
      if (wantsPage(ctx)) return pageAnswer(200, keyPage(owner.value, days, key.value));
      const body: Key = {
        ok: true,
        action: ACTION,
        confirmed: true,
        email: owner.value,
        token: key.value,
        token_type: 'api_key',
        expires_in_days: days,
      };
      return { status: 200, body };
    },
  };
}

function refuseToken(ctx: Context): Outcome {
  return wantsPage(ctx) ? pageAnswer(400, invalidLinkPage()) : INVALID;
}
