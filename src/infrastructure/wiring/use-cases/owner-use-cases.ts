import { ContainerModule } from 'inversify';
import { QuotaCheck } from '../../../application/owners/quota-check.js';
import { SetOwner } from '../../../application/owners/set-owner.js';
import { ShowOwners } from '../../../application/owners/show-owners.js';
import { made } from '../made.js';
import { OWN_QUOTAS, QUOTA_LOOKUP, QUOTAS } from '../tokens.js';

export const ownerUseCases = new ContainerModule(({ bind }) => {
  bind(QuotaCheck).toResolvedValue(made(QuotaCheck), [QUOTA_LOOKUP, QUOTAS]);
  bind(SetOwner).toResolvedValue(made(SetOwner), [OWN_QUOTAS]);
  bind(ShowOwners).toResolvedValue(made(ShowOwners), [OWN_QUOTAS, QUOTAS]);
});
