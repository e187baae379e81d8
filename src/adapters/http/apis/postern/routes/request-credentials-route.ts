import * as z from 'zod';
import type { DomainEncoding } from '../../../../../application/ports/domain-encoding.js';
import {
  RequestCredentials,
  type RequestCredentialsError,
} from '../../../../../application/credentials/request-credentials.js';
import { bannedRefusal } from '../../../pipeline/banned.js';
import type { Context } from '../../../pipeline/context.js';
import { daysField, emailField } from '../../../fields/fields.js';
import { rateLimited, type RequestLimits } from '../../../pipeline/limit-requests.js';
import { withFields } from '../../../pipeline/read-fields.js';
import { refuse, type Refusal } from '../../../pipeline/refuse.js';
import { EXAMPLE, type Route } from '../../../pipeline/route.js';

const WHERE = 'credentials_create';
const ACTION = 'api_credentials_create';

const DOMAIN_SERVED_HERE: Refusal = {
  error: 'invalid_params',
  field: 'email',
  reason: 'domain_served_here',
  hint: 'Aliases here cannot forward to an address here: give a mailbox elsewhere.',
};

const TOO_MANY_MAILS = (
  [
    ['too_many_requests_network', 60],
    ['too_many_requests_email', 3],
    ['too_many_requests_total', 1_000],
  ] as const
).map(([reason, limit]) => rateLimited({ where: WHERE, reason }, { limit, windowSeconds: 3_600 }, 1_200));

/** A queue that is full is hardly shorter a moment later. */
const QUEUE_RETRY_AFTER_SECONDS = 60;
const QUEUE_FULL: Refusal = {
  error: 'temporarily_unavailable',
  reason: 'mail_queue_full',
  hint: 'Too many mails wait to be sent; try again later.',
};

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
    access: { by: 'anyone', where: WHERE },
    behind: [limits.credentialsPerCaller(WHERE)],
    about: {
      id: 'requestCredentials',
      tag: 'Credentials',
      summary: 'Ask for a key by mail',
      description:
        'The answer is the same whether the address is known here or not, and where a mail was sent a moment ago.',
      input,
      answer: { description: 'A mail with a link is on its way.', schema: ANSWER, example: EXAMPLE_ANSWER },
      refusals: {
        400: [DOMAIN_SERVED_HERE],
        403: [bannedRefusal({ by: 'email' })],
        429: TOO_MANY_MAILS,
        503: [QUEUE_FULL],
      },
    },
    handle: withFields(input, async (ctx, fields) => {
      const { email, days } = fields;
      await limits.countMail(ctx, WHERE, email, async () => {
        const result = await requestCredentials.execute({ owner: email, days, ip: ctx.ip });
        if (!result.ok) {
          answerRefusal(ctx, result.error);
          return false;
        }
        const confirmation = { sent: true, ttl_minutes: result.value.ttlMinutes } as const;
        ctx.body = { ok: true, action: ACTION, email: email.value, days, confirmation } satisfies Answer;
        return result.value.isMailed;
      });
    }),
  };
}

function answerRefusal(ctx: Context, error: RequestCredentialsError): void {
  switch (error.kind) {
    case 'domain_served_here':
      refuse(ctx, 400, DOMAIN_SERVED_HERE);
      return;
    case 'banned':
      refuse(ctx, 403, bannedRefusal(error));
      return;
    case 'mail_queue_full':
      ctx.set('Retry-After', String(QUEUE_RETRY_AFTER_SECONDS));
      refuse(ctx, 503, QUEUE_FULL);
      return;
    case 'days_out_of_range':
      throw new Error('the field was checked for that');
  }
}
