import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { AliasStore } from '../ports/alias-store.js';

export interface SwitchAliasCommand {
  readonly address: EmailAddress;
  readonly active: boolean;
}

export interface SwitchAliasError {
  readonly kind: 'alias_unknown';
  readonly address: EmailAddress;
}

/** Enables or disables an alias of any owner, for the operator. Its address stays its owner's. */
export class SwitchAlias {
  constructor(private readonly aliases: Pick<AliasStore, 'setActive'>) {}

  async execute({ address, active }: SwitchAliasCommand): Promise<Result<SwitchAliasCommand, SwitchAliasError>> {
    const outcome = await this.aliases.setActive(address, active);
    return outcome === 'set' ? ok({ address, active }) : err({ kind: 'alias_unknown', address });
  }
}
