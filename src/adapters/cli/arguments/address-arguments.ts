import { InvalidArgumentError } from 'commander';
import { inALabels } from '../../../application/domains/in-a-labels.js';
import type { DomainEncoding } from '../../../application/ports/domain-encoding.js';
import { Domain } from '../../../domain/addresses/domain.js';
import { EmailAddress } from '../../../domain/addresses/email-address.js';
import { explain } from '../../../domain/explain.js';
import type { Result } from '../../../domain/result.js';

/** Parsers of names on the command line: a value of the core, or a usage error. */
export class AddressArguments {
  constructor(private readonly toALabels: DomainEncoding) {}

  readonly domain = (text: string): Domain => orUsageError(Domain.parse(this.inALabels(text)));

  readonly email = (text: string): EmailAddress => orUsageError(EmailAddress.parse(this.inALabels(text)));

  /** A domain that is there already. */
  readonly existingDomain = (text: string): Domain => orUsageError(Domain.parseExisting(this.inALabels(text)));

  /** An address that is there already, as an alias or an owner. */
  readonly existingEmail = (text: string): EmailAddress =>
    orUsageError(EmailAddress.parseExisting(this.inALabels(text)));

  private inALabels(text: string): string {
    return inALabels(text, this.toALabels);
  }
}

function orUsageError<T>(result: Result<T, Parameters<typeof explain>[0]>): T {
  if (result.ok) return result.value;
  throw new InvalidArgumentError(explain(result.error));
}
