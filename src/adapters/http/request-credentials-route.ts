import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import type { RequestCredentials, RequestCredentialsError } from '../../application/request-credentials.js';
import type { EmailAddress } from '../../domain/email-address.js';
import { bannedRefusal } from './banned.js';
import type { Context } from './context.js';
import { EMAIL_FIELD, readDays, readEmail } from './credential-fields.js';
import { refuse, type Refusal } from './refuse.js';

/** `POST /api/credentials/create`, behind readBody. The answer says nothing of the address. */
export function requestCredentialsRoute(
  requestCredentials: RequestCredentials,
  toALabels: DomainEncoding,
  /** Answers for itself where the address was written to too often. */
  passesLimit: (ctx: Context, email: EmailAddress) => Promise<boolean>,
) {
  return async function request(ctx: Context): Promise<void> {
    const email = readEmail(ctx, toALabels);
    if (!email.ok) {
      refuse(ctx, 400, email.error);
      return;
    }
    const days = readDays(ctx);
    if (!days.ok) {
      refuse(ctx, 400, days.error);
      return;
    }
    if (!(await passesLimit(ctx, email.value))) return;
    const result = await requestCredentials.execute({ owner: email.value, days: days.value, ip: ctx.ip });
    if (!result.ok) {
      refuse(ctx, result.error.kind === 'banned' ? 403 : 400, describe(result.error));
      return;
    }
    ctx.body = {
      ok: true,
      action: 'api_credentials_create',
      email: email.value.value,
      days: days.value,
      confirmation: { sent: true, ttl_minutes: result.value.ttlMinutes },
    };
  };
}

function describe(error: RequestCredentialsError): Refusal {
  switch (error.kind) {
    case 'domain_served_here':
      return {
        error: 'invalid_params',
        field: EMAIL_FIELD,
        reason: error.kind,
        hint: 'Aliases here cannot forward to an address here: give a mailbox elsewhere.',
      };
    case 'banned':
      return bannedRefusal(error);
    case 'days_out_of_range':
      throw new Error('the field was checked for that');
  }
}
