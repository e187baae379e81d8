import * as z from 'zod';
import type { DomainEncoding } from '../../../../../application/ports/domain-encoding.js';
import {
  RequestCredentials,
  type RequestCredentialsError,
} from '../../../../../application/credentials/request-credentials.js';
import type { Answer as HttpAnswer } from '../../../pipeline/answer.js';
import { banned } from '../banned.js';
import { countMail, limitCallers } from '../credential-limits.js';
import { daysField, emailField } from '../../../fields/fields.js';
import type { RequestLimits } from '../../../pipeline/limits/limit-requests.js';
import { withFields } from '../../../pipeline/bodies/read-fields.js';
import { render } from '../problems.js';
import { refuse } from '../refusal.js';
import { CREDENTIALS } from '../tags.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

const OPERATION = 'credentials_create';
const ACTION = 'api_credentials_create';

const DOMAIN_SERVED_HERE = refuse(400, {
  error: 'invalid_params',
  field: 'email',
  reason: 'domain_served_here',
  hint: 'Aliases here cannot forward to an address here: give a mailbox elsewhere.',
});

const TOO_MANY_MAILS = (
  [
    ['credentials_per_network', 60],
    ['credentials_per_email', 3],
    ['credentials_total', 1_000],
  ] as const
).map(([bucket, limit]) => {
  const about = { operation: OPERATION, bucket, limit, windowSeconds: 3_600, retryAfterSeconds: 1_200 };
  return render({ kind: 'limit_reached', ...about });
});

/** A queue that is full is hardly shorter a moment later. */
const QUEUE_RETRY_AFTER_SECONDS = 60;
const QUEUE_FULL = refuse(
  503,
  {
    error: 'temporarily_unavailable',
    reason: 'mail_queue_full',
    hint: 'Too many mails wait to be sent; try again later.',
  },
  { 'Retry-After': String(QUEUE_RETRY_AFTER_SECONDS) },
);

const ANSWER = z.object({
  ok: z.literal(true),
  action: z.literal(ACTION),
  email: z.string(),
  days: z.int(),
  confirmation: z.object({
    sent: z.literal(true),
    ttl_minutes: z.int().meta({ description: 'How long the link in the mail works.' }),
  }),
});
type Answer = z.output<typeof ANSWER>;

const EXAMPLE_ANSWER: Answer = {
  ok: true,
  action: ACTION,
  email: EXAMPLE.owner,
  days: 90,
  confirmation: { sent: true, ttl_minutes: RequestCredentials.TTL_MINUTES },
};

/** The answer says nothing of the address. */
export function requestCredentialsRoute(
  requestCredentials: RequestCredentials,
  toALabels: DomainEncoding,
  limits: RequestLimits,
): Route {
  const input = z.object({ email: emailField(toALabels), days: daysField() });
  return {
    method: 'post',
    path: '/api/credentials/create',
    operation: OPERATION,
    access: { by: 'anyone' },
    behind: [limitCallers(limits, OPERATION)],
    about: {
      id: 'requestCredentials',
      tag: CREDENTIALS,
      summary: 'Ask for a key by mail',
      description:
        'The answer is the same whether the address is known here or not, and where a mail was sent a moment ago.',
      input,
      answer: { description: 'A mail with a link is on its way.', body: { schema: ANSWER, example: EXAMPLE_ANSWER } },
      refusals: [DOMAIN_SERVED_HERE, banned({ by: 'email' }), ...TOO_MANY_MAILS, QUEUE_FULL],
    },
    handle: withFields(input, (ctx, { email, days }) =>
      countMail(ctx, limits, { email, operation: OPERATION }, async () => {
        const result = await requestCredentials.execute({ owner: email, days, ip: ctx.ip });
        if (!result.ok) return { outcome: refusalOf(result.error), isSpent: false };
        const confirmation = { sent: true, ttl_minutes: result.value.ttlMinutes } as const;
        const body: Answer = { ok: true, action: ACTION, email: email.value, days, confirmation };
        return { outcome: { status: 200, body }, isSpent: result.value.isMailed };
      }),
    ),
  };
}

function refusalOf(error: RequestCredentialsError): HttpAnswer {
  switch (error.kind) {
    case 'domain_served_here':
      return DOMAIN_SERVED_HERE;
    case 'banned':
      return banned(error);
    case 'mail_queue_full':
      return QUEUE_FULL;
    case 'days_out_of_range':
      throw new Error('the field was checked for that');
  }
}
