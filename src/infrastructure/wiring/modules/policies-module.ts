import { ContainerModule } from 'inversify';
import type { AddressRules } from '../../../domain/addresses/address-rules.js';
import type { ConflictPolicy } from '../../../domain/conflict-policy.js';
import type { Quotas } from '../../../domain/quotas.js';
import { ADDRESS_RULES, CONFLICT_POLICY, QUOTAS } from '../tokens.js';

/** The operator's decisions on addresses. */
export interface Policies {
  readonly conflictPolicy: ConflictPolicy;
  readonly addressRules: AddressRules;
  /** Of all owners for whom nothing else is set. */
  readonly quotas: Quotas;
}

export function policiesModule({ conflictPolicy, addressRules, quotas }: Policies): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(CONFLICT_POLICY).toConstantValue(conflictPolicy);
    bind(ADDRESS_RULES).toConstantValue(addressRules);
    bind(QUOTAS).toConstantValue(quotas);
  });
}
