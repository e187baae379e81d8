import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { CORS_ORIGIN_FORMS, isCorsOrigin } from '../../adapters/http/pipeline/cors/cors-origins.js';
import { parseDatabaseUrl } from '../../adapters/sql/connections/database-url.js';
import { RecipientDelimiter } from '../../domain/addresses/recipient-delimiter.js';

/*
 * The types of settings. Each reads the text of a variable; its `values` say what it accepts, for the reference.
 */

const DELIMITERS = "# $ & ' * + - . = ? ^ _ { } ~";
const MAX_WORKERS = 64;

/** @param unit - what is counted, in the plural. */
export function wholeNumber(min: number, max: number, unit?: string) {
  const problem = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, problem)
    .transform(Number)
    .refine((value) => value >= min && value <= max, problem)
    .meta({ values: `${unit === undefined ? '' : `${unit}, `}${min} to ${max}` });
}

export function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z
    .enum(names, `must be one of ${names.join(', ')}`)
    .meta({ values: names.map((name) => `\`${name}\``).join(', ') });
}

/** An address or a name; an IPv6 address also in brackets, as in a URL. The port has a setting of its own. */
export function host() {
  return z
    .string()
    .transform((text) => text.trim().replace(/^\[(.*)\]$/, '$1'))
    .refine(
      (text) => isIP(text) !== 0 || /^[\w.-]+$/.test(text),
      'must be an address or a host name alone, like 127.0.0.1, ::1 or localhost; the port has a setting of its own',
    )
    .meta({ values: 'address or host name' });
}

/** The problem never quotes the URL, which may hold a password. */
export function databaseUrl() {
  return z
    .string()
    .superRefine((text, context) => {
      const url = parseDatabaseUrl(text);
      if (!url.ok) context.addIssue({ code: 'custom', message: url.error });
    })
    .meta({ values: 'a [database URL](#database-urls)' });
}

/** The problem never quotes this one either. */
export function redisUrl() {
  return z
    .string()
    .refine(
      (text) => URL.canParse(text) && ['redis:', 'rediss:'].includes(new URL(text).protocol),
      'must be of the form redis://USER:PASSWORD@HOST:PORT/NUMBER, or rediss://…',
    )
    .meta({ values: '`redis://USER:PASSWORD@HOST:PORT/NUMBER`, or `rediss://…`' });
}

/** A list, separated by commas or blanks. */
export function corsOrigins() {
  return z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))
    .superRefine((entries, context) => {
      for (const entry of entries.filter((each) => !isCorsOrigin(each))) {
        context.addIssue({ code: 'custom', message: `${entry} must be ${CORS_ORIGIN_FORMS}` });
      }
    })
    .meta({ values: 'origins, separated by commas or blanks' });
}

/** `auto`: as many as there are cores. */
export function workerCount() {
  const problem = `must be a whole number from 1 to ${MAX_WORKERS}, or auto`;
  return z
    .string()
    .transform((text) => (text === 'auto' ? Math.min(availableParallelism(), MAX_WORKERS) : Number(text)))
    .refine((count) => Number.isInteger(count) && count >= 1 && count <= MAX_WORKERS, problem)
    .meta({ values: `processes, 1 to ${MAX_WORKERS}, or \`auto\`: as many as cores` });
}

export function recipientDelimiter() {
  return z
    .string()
    .transform((text, context) => {
      const parsed = RecipientDelimiter.parse(text);
      if (parsed.ok) return parsed.value;
      const message = `must be 1 to ${parsed.error.maxLength} of ${DELIMITERS}, or none`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .meta({ values: `1 to ${RecipientDelimiter.MAX_LENGTH} of \`${DELIMITERS}\`, or \`none\`` });
}
