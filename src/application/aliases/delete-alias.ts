import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { AliasStore } from '../ports/alias-store.js';
import type { Origin } from '../ports/origin.js';

export interface DeleteAliasCommand {
  readonly address: EmailAddress;
  readonly owner: EmailAddress;
  readonly origin?: Origin;
}

export interface DeleteAliasError {
  readonly kind: 'alias_unknown' | 'alias_not_owned' | 'alias_inactive';
  readonly address: EmailAddress;
}

const REFUSED = { not_found: 'alias_unknown', not_owned: 'alias_not_owned', inactive: 'alias_inactive' } as const;

/** Lets an owner's alias forward nothing more. Its address stays the owner's for good. */
export class DeleteAlias {
  constructor(private readonly aliases: AliasStore) {}

  async execute({ address, owner, origin }: DeleteAliasCommand): Promise<Result<EmailAddress, DeleteAliasError>> {
    const outcome = await this.aliases.deactivate(address, owner, origin);
    return outcome === 'deactivated' ? ok(address) : err({ kind: REFUSED[outcome], address });
  }
}
