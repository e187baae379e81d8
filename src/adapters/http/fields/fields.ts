import * as z from 'zod';
import { IssueKey } from '../../../application/keys/issue-key.js';
import { inALabels } from '../../../application/domains/in-a-labels.js';
import type { DomainEncoding } from '../../../application/ports/domain-encoding.js';
import { ConfirmationToken, type ConfirmationTokenError } from '../../../domain/confirmation-token.js';
import { Domain, type DomainError } from '../../../domain/addresses/domain.js';
import { EmailAddress, type EmailAddressError } from '../../../domain/addresses/email-address.js';
import { explain } from '../../../domain/explain.js';
import { Handle, type HandleError } from '../../../domain/addresses/handle.js';
import { HandlePrefix } from '../../../domain/addresses/handle-prefix.js';
import type { Result } from '../../../domain/result.js';
import { type Constraints, CONSTRAINTS } from './constraints.js';
import { EXAMPLE } from './example.js';
import { withQuickRead } from './quick-reads.js';

type TextError = HandleError | DomainError | EmailAddressError | ConfirmationTokenError;
interface Meta extends Record<string, unknown> {
  readonly description: string;
}

const HANDLE_CONSTRAINTS: Constraints = {
  type: 'string',
  min_length: 1,
  max_length: Handle.MAX_OCTETS,
  characters: Handle.CHARACTERS,
};
const HANDLE_FORM =
  `The local part of an address: a dot-atom (RFC 5322 3.2.3) in ASCII of 1 to ${Handle.MAX_OCTETS} octets, of ` +
  `${Handle.CHARACTERS} with no dot first, last or beside another`;
const DOMAIN_CONSTRAINTS: Constraints = {
  type: 'string',
  min_labels: Domain.MIN_LABELS,
  max_label_length: Domain.MAX_LABEL_OCTETS,
  max_length: Domain.MAX_OCTETS,
};
const TIDIED = 'Outer white space is cut off, and letters are lowercased.';
const ALSO_UNICODE = 'A Unicode domain is taken as its A-labels (UTS 46).';

export const handleField = () =>
  text(
    (value) => Handle.parse(value),
    { ...HANDLE_CONSTRAINTS, not_first: '. -', not_last: '.' },
    {
      description: `${HANDLE_FORM}, and no hyphen first, which mail servers refuse. ${TIDIED}`,
      examples: [EXAMPLE.handle],
    },
  );

/** A handle that is to be given up. */
export const existingHandleField = () =>
  text((value) => Handle.parseExisting(value), HANDLE_CONSTRAINTS, {
    description: `${HANDLE_FORM}. ${TIDIED}`,
    examples: [EXAMPLE.handle],
  });

/** What a handle begins with. */
export const handlePrefixField = () =>
  text((value) => HandlePrefix.parse(value), HANDLE_CONSTRAINTS, {
    description: 'Only aliases whose handle begins so.',
    examples: [EXAMPLE.handle],
  });

export function domainField(toALabels: DomainEncoding, description: string) {
  // What has no A-label form goes on as it is, and the core says what is wrong with it.
  return text((value) => Domain.parse(toALabels(value) ?? value), DOMAIN_CONSTRAINTS, {
    description: `${description} Not of digits alone, which mail servers refuse. ${TIDIED} ${ALSO_UNICODE}`,
    examples: [EXAMPLE.domain],
  });
}

/** A domain that aliases are on. */
export function existingDomainField(toALabels: DomainEncoding, description: string) {
  return text((value) => Domain.parseExisting(toALabels(value) ?? value), DOMAIN_CONSTRAINTS, {
    description: `${description} ${TIDIED} ${ALSO_UNICODE}`,
    examples: [EXAMPLE.domain],
  });
}

/** A whole address that was given out here. */
export function existingAddressField(toALabels: DomainEncoding) {
  const constraints = { type: 'string', form: 'handle@domain', max_length: EmailAddress.MAX_OCTETS };
  return text((value) => EmailAddress.parseExisting(inALabels(value, toALabels)), constraints, {
    description: `An address, handle@domain, of at most ${EmailAddress.MAX_OCTETS} octets. ${TIDIED} ${ALSO_UNICODE}`,
    examples: [EXAMPLE.address],
  });
}

/** A whole address of anybody's; a refused part of it is told by what is wrong with it. */
export function emailField(toALabels: DomainEncoding) {
  const constraints = { type: 'string', format: 'handle@domain', max_length: EmailAddress.MAX_OCTETS };
  const parse = (value: string): Result<EmailAddress, TextError> => {
    const parsed = EmailAddress.parse(inALabels(value, toALabels));
    return !parsed.ok && 'why' in parsed.error ? { ok: false, error: parsed.error.why } : parsed;
  };
  return text(parse, constraints, {
    description: `The address that mail is to go to, of at most ${EmailAddress.MAX_OCTETS} octets. ${TIDIED} ${ALSO_UNICODE}`,
    examples: [EXAMPLE.owner],
  });
}

/** Of a mailed link. */
export const tokenField = () =>
  text(
    (value) => ConfirmationToken.parse(value.trim()),
    { type: 'string', length: ConfirmationToken.LENGTH },
    {
      description: `The token of the mailed link: ${ConfirmationToken.LENGTH} lowercase hexadecimal characters.`,
      examples: [EXAMPLE.secret],
    },
  );

/** A whole number, or its decimal digits: a query string and a form have no numbers. */
export function daysField() {
  const [min, max] = [IssueKey.MIN_DAYS, IssueKey.MAX_DAYS];
  const inRange = `A key works ${min} to ${max} days.`;
  const schema = z
    .preprocess(
      (value) => (typeof value === 'string' ? fromDigits(value.trim()) : value),
      z
        .int({ error: 'Send a whole number.' })
        .min(min, { error: inRange })
        .max(max, { error: inRange })
        .meta({ description: 'How many days the key is to work.', examples: [90] }),
    )
    .register(CONSTRAINTS, { type: 'integer', min, max });
  return withQuickRead(schema, (value) =>
    inRangeOrNone(typeof value === 'string' ? fromDigits(value.trim()) : value, { min, max }),
  );
}

/** A whole number of a query string. Without a `max` the greatest fits that a number holds exactly. */
export function countField({ min, max, hint = '' }: { min: number; max?: number; hint?: string }, meta: Meta) {
  const error = `It must be one whole number${hint}.`;
  const number = z.int({ error }).min(min, { error });
  const schema = z
    .preprocess(
      (value) => (typeof value === 'string' ? fromDigits(value) : Number.NaN),
      (max === undefined ? number : number.max(max, { error })).meta(meta),
    )
    .register(CONSTRAINTS, { type: 'integer', min, ...(max === undefined ? {} : { max }) });
  return withQuickRead(schema, (value) => digitsInRange(value, { min, max }));
}

/** A whole number from 1 in text that callers need not understand. */
export function cursorField(meta: Meta) {
  const error = 'It must be the next_cursor of a page, as it was.';
  const schema = z
    .string({ error })
    .meta(meta)
    .transform(fromDigits)
    .pipe(z.int({ error }).min(1, { error }))
    .register(CONSTRAINTS, { type: 'integer', min: 1 });
  return withQuickRead(schema, (value) => digitsInRange(value, { min: 1 }));
}

export function flagField(meta: Meta) {
  const schema = z
    .enum(['1', '0', 'true', 'false'], { error: 'It must be 1 or 0.' })
    .meta(meta)
    .transform((value) => value === '1' || value === 'true')
    .register(CONSTRAINTS, { values: '0, 1' });
  return withQuickRead(schema, (value) => FLAGS.get(value));
}

const FLAGS: ReadonlyMap<unknown, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

interface Range {
  readonly min: number;
  readonly max?: number | undefined;
}

function digitsInRange(value: unknown, range: Range): number | undefined {
  return typeof value === 'string' ? inRangeOrNone(fromDigits(value), range) : undefined;
}

function inRangeOrNone(value: unknown, { min, max = Number.MAX_SAFE_INTEGER }: Range): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max ? value : undefined;
}

/** At most 15 digits, which a number holds exactly. */
function fromDigits(value: string): number {
  return /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
}

function text<T>(parse: (value: string) => Result<T, TextError>, constraints: Constraints, meta: Meta) {
  const schema = z
    .string({ error: 'The field must be one string.' })
    .meta(meta)
    .transform((value, context) => {
      const parsed = parse(value);
      if (parsed.ok) return parsed.value;
      const { error } = parsed;
      const message = error.kind === 'malformed_token' ? 'The link is broken.' : explain(error);
      context.issues.push({ code: 'custom', input: value, message, params: { reason: error.kind } });
      return z.NEVER;
    })
    .register(CONSTRAINTS, constraints);
  return withQuickRead(schema, (value) => {
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    return parsed?.ok ? parsed.value : undefined;
  });
}
