import { InvalidArgumentError } from 'commander';
import { uts46 } from '../../adapters/idna/uts46.js';
import { inALabels } from '../../application/domains/in-a-labels.js';
import { Domain } from '../../domain/addresses/domain.js';
import { EmailAddress } from '../../domain/addresses/email-address.js';
import { explain } from '../../domain/explain.js';
import type { Result } from '../../domain/result.js';

/** Parsers of what is typed on the command line: a value of the core, or a usage error. */

export function domainArgument(text: string): Domain {
  return orUsageError(Domain.parse(spelledInALabels(text)));
}

export function emailArgument(text: string): EmailAddress {
  return orUsageError(EmailAddress.parse(spelledInALabels(text)));
}

/** A domain that is there already. */
export function existingDomainArgument(text: string): Domain {
  return orUsageError(Domain.parseExisting(spelledInALabels(text)));
}

/** An address that is there already, as an alias or an owner. */
export function existingEmailArgument(text: string): EmailAddress {
  return orUsageError(EmailAddress.parseExisting(spelledInALabels(text)));
}

/** A domain, or an address. */
export function spelledInALabels(text: string): string {
  return inALabels(text, uts46);
}

export function wholeNumberArgument(min: number, max = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      max === Number.MAX_SAFE_INTEGER
        ? `It must be a whole number from ${min}.`
        : `It must be a whole number from ${min} to ${max}.`,
    );
  };
}

function orUsageError<T>(result: Result<T, Parameters<typeof explain>[0]>): T {
  if (result.ok) return result.value;
  throw new InvalidArgumentError(explain(result.error));
}
