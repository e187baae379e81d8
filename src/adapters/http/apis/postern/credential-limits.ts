import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import { mailboxOf } from '../../../../domain/addresses/mailbox-of.js';
import type { Outcome } from '../../pipeline/answer.js';
import type { Context, Guard } from '../../pipeline/context.js';
import { ipSubject } from '../../pipeline/limits/ip-subject.js';
import type { RequestLimits, Spending } from '../../pipeline/limits/limit-requests.js';
import { networkSubject } from '../../pipeline/limits/network-subject.js';
import { hashedSubject } from '../../pipeline/limits/owner-subject.js';

/** Counts keys by mail that one caller asks for, and then all callers of one network. */
export function limitCallers(limits: RequestLimits, operation: string): Guard {
  return async (ctx) =>
    (await limits.take(ctx, { bucket: 'credentials_per_ip', operation }, ipSubject(ctx.ip))) ??
    (await limits.take(ctx, { bucket: 'credentials_per_network', operation }, networkSubject(ctx.ip)));
}

/**
 * Counts keys by mail for one mailbox, then for all, by any caller: `send` runs if there is a point
 * left in both buckets, which get them back unless a mail was queued.
 *
 * The mailbox itself is in no bucket. An answer shows these two limits only if it refuses, because
 * the rest of a mailbox's would reveal to strangers whether anybody asked for it.
 */
export async function countMail(
  ctx: Context,
  limits: RequestLimits,
  { email, operation }: { readonly email: EmailAddress; readonly operation: string },
  send: () => Promise<Spending>,
): Promise<Outcome> {
  const mailbox = hashedSubject(mailboxOf(email));
  const { outcome } = await limits.spend(ctx, { bucket: 'credentials_per_email', operation }, mailbox, () =>
    limits.spend(ctx, { bucket: 'credentials_total', operation }, 'all', send),
  );
  return outcome;
}
