import { IssueKey } from '../../application/issue-key.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { ConfirmationToken } from '../../domain/confirmation-token.js';
import { EmailAddress } from '../../domain/email-address.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Context } from './context.js';
import { invalidField, rawField, readText } from './fields.js';
import type { Refusal } from './refuse.js';

export const EMAIL_FIELD = 'email';
const DAYS_FIELD = 'days';
const TOKEN_FIELD = 'token';

const EMAIL_CONSTRAINTS = { type: 'string', format: 'handle@domain', max_length: EmailAddress.MAX_OCTETS };
const DAYS_CONSTRAINTS = { type: 'integer', min: IssueKey.MIN_DAYS, max: IssueKey.MAX_DAYS };

/** A refused part of the address is told by what is wrong with it. */
export function readEmail(ctx: Context, toALabels: DomainEncoding): Result<EmailAddress, Refusal> {
  const parsed = readText(ctx, EMAIL_FIELD, (text) => EmailAddress.parse(withALabels(text, toALabels)));
  if (parsed.ok) return parsed;
  const error = 'why' in parsed.error ? parsed.error.why : parsed.error;
  return err(invalidField(EMAIL_FIELD, error, EMAIL_CONSTRAINTS));
}

/** What has no A-label form goes on as it is, and the core says what is wrong with it. */
function withALabels(text: string, toALabels: DomainEncoding): string {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  return at === -1 ? text : `${text.slice(0, at)}@${toALabels(domain) ?? domain}`;
}

/** A whole number, or its decimal digits: a query string and a form have no numbers. */
export function readDays(ctx: Context): Result<number, Refusal> {
  const value = rawField(ctx, DAYS_FIELD);
  if (value === undefined) return err(invalidDays('missing', 'Send the field in the body or in the query string.'));
  const days = typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value;
  if (typeof days !== 'number' || !Number.isInteger(days))
    return err(invalidDays('not_a_whole_number', 'Send a whole number.'));
  if (days < IssueKey.MIN_DAYS || days > IssueKey.MAX_DAYS)
    return err(invalidDays('out_of_range', `A key works ${IssueKey.MIN_DAYS} to ${IssueKey.MAX_DAYS} days.`));
  return ok(days);
}

function invalidDays(reason: string, hint: string): Refusal {
  return { error: 'invalid_params', field: DAYS_FIELD, reason, hint, constraints: DAYS_CONSTRAINTS };
}

/** `undefined` for a token that nobody can have been sent, which is answered like one that was used. */
export function readToken(ctx: Context): ConfirmationToken | undefined {
  const parsed = readText(ctx, TOKEN_FIELD, (text) => ConfirmationToken.parse(text.trim()));
  return parsed.ok ? parsed.value : undefined;
}
