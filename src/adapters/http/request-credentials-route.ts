import * as z from 'zod';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { RequestCredentials, type RequestCredentialsError } from '../../application/request-credentials.js';
import { bannedRefusal } from './banned.js';
import { daysField, emailField } from './fields.js';
import { rateLimited, type RequestLimits } from './limit-requests.js';
import { withFields } from './read-fields.js';
import { refuse, type Refusal } from './refuse.js';
import { EXAMPLE, type Route } from './route.js';

const WHERE = 'credentials_create';
const ACTION = 'api_credentials_create';

const DOMAIN_SERVED_HERE: Refusal = {
  error: 'invalid_params',
  field: 'email',
  reason: 'domain_served_here',
  hint: 'Aliases here cannot forward to an address here: give a mailbox elsewhere.',
};

const TOO_MANY_MAILS = rateLimited(
  { where: WHERE, reason: 'too_many_requests_email' },
  { limit: 3, windowSeconds: 3600 },
  1200,
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
    access: { by: 'anyone', where: WHERE },
    behind: [limits.credentialsPerIp(WHERE)],
    about: {
      id: 'requestCredentials',
      tag: 'Credentials',
      summary: 'Ask for a key by mail',
      description:
        'The answer is the same whether the address is known here or not, and where a mail was sent a moment ago.',
      input,
      answer: { description: 'A mail with a link is on its way.', schema: ANSWER, example: EXAMPLE_ANSWER },
      refusals: { 400: [DOMAIN_SERVED_HERE], 403: [bannedRefusal({ by: 'email' })], 429: [TOO_MANY_MAILS] },
    },
    handle: withFields(input, async (ctx, fields) => {
      const { email, days } = fields;
      // Answers for itself where the address was written to too often.
      if (!(await limits.passesPerEmail(ctx, WHERE, email))) return;
      const result = await requestCredentials.execute({ owner: email, days, ip: ctx.ip });
      if (!result.ok) {
        refuse(ctx, result.error.kind === 'banned' ? 403 : 400, describe(result.error));
        return;
      }
      const confirmation = { sent: true, ttl_minutes: result.value.ttlMinutes } as const;
      ctx.body = { ok: true, action: ACTION, email: email.value, days, confirmation } satisfies Answer;
    }),
  };
}

function describe(error: RequestCredentialsError): Refusal {
  switch (error.kind) {
    case 'domain_served_here':
      return DOMAIN_SERVED_HERE;
    case 'banned':
      return bannedRefusal(error);
    case 'days_out_of_range':
      throw new Error('the field was checked for that');
  }
}
