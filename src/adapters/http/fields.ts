import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { Domain, type DomainError } from '../../domain/domain.js';
import { type AddressTooLong, EmailAddress, type EmailAddressError } from '../../domain/email-address.js';
import { explain } from '../../domain/explain.js';
import { Handle, type HandleError } from '../../domain/handle.js';
import { HandlePrefix } from '../../domain/handle-prefix.js';
import { err, type Result } from '../../domain/result.js';
import type { Context } from './context.js';
import type { Refusal } from './refuse.js';

type FieldError =
  HandleError | DomainError | EmailAddressError | { readonly kind: 'missing' } | { readonly kind: 'not_a_string' };

const HANDLE_CONSTRAINTS = {
  type: 'string',
  min_length: 1,
  max_length: Handle.MAX_OCTETS,
  characters: Handle.CHARACTERS,
};
const DOMAIN_CONSTRAINTS = {
  type: 'string',
  min_labels: Domain.MIN_LABELS,
  max_label_length: Domain.MAX_LABEL_OCTETS,
  max_length: Domain.MAX_OCTETS,
};

const ADDRESS_CONSTRAINTS = { type: 'string', form: 'handle@domain', max_length: EmailAddress.MAX_OCTETS };

export function readHandle(ctx: Context, field: string): Result<Handle, Refusal> {
  return refined(
    readText(ctx, field, (text) => Handle.parse(text)),
    field,
    HANDLE_CONSTRAINTS,
  );
}

export function readDomain(ctx: Context, field: string, toALabels: DomainEncoding): Result<Domain, Refusal> {
  // What has no A-label form goes on as it is, and the core says what is wrong with it.
  const parse = (text: string) => Domain.parse(toALabels(text) ?? text);
  return refined(readText(ctx, field, parse), field, DOMAIN_CONSTRAINTS);
}

/** A whole address; a domain in Unicode is taken as its A-labels. */
export function readAddress(ctx: Context, field: string, toALabels: DomainEncoding): Result<EmailAddress, Refusal> {
  const parse = (text: string) => {
    const domainAt = text.lastIndexOf('@') + 1;
    const domain = text.slice(domainAt);
    return EmailAddress.parse(text.slice(0, domainAt) + (toALabels(domain) ?? domain));
  };
  return refined(readText(ctx, field, parse), field, ADDRESS_CONSTRAINTS);
}

export function readHandlePrefix(ctx: Context, field: string): Result<HandlePrefix, Refusal> {
  return refined(
    readText(ctx, field, (text) => HandlePrefix.parse(text)),
    field,
    HANDLE_CONSTRAINTS,
  );
}

/** For what may be left out of a query string, or be there and empty. */
export function isAbsent(ctx: Context, field: string): boolean {
  return ctx.query[field] === undefined || ctx.query[field] === '';
}

export function addressTooLong(field: string, error: AddressTooLong): Refusal {
  return invalidField(field, error, { max_address_length: error.maxOctets });
}

/** The body's field, else the query string's. `null` counts as absent; a body field of a wrong type does not. */
export function rawField(ctx: Context, field: string): unknown {
  const body: object = ctx.request.body ?? {};
  const own: unknown = Object.getOwnPropertyDescriptor(body, field)?.value;
  return own ?? ctx.query[field];
}

export function readText<T, E>(ctx: Context, field: string, parse: (text: string) => Result<T, E>) {
  const value = rawField(ctx, field);
  if (value === undefined) return err({ kind: 'missing' } as const);
  return typeof value === 'string' ? parse(value) : err({ kind: 'not_a_string' } as const);
}

function refined<T>(
  parsed: Result<T, FieldError>,
  field: string,
  constraints: Refusal['constraints'] & object,
): Result<T, Refusal> {
  return parsed.ok ? parsed : err(invalidField(field, parsed.error, constraints));
}

export function invalidField(field: string, error: FieldError, constraints: Refusal['constraints'] & object): Refusal {
  return { error: 'invalid_params', field, reason: error.kind, hint: hintFor(error), constraints };
}

function hintFor(error: FieldError): string {
  if (error.kind === 'missing') return 'Send the field in the body or in the query string.';
  if (error.kind === 'not_a_string') return 'The field must be one string.';
  return explain(error);
}
