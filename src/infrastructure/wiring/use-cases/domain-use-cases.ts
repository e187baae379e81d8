import { ContainerModule } from 'inversify';
import { AddDomain } from '../../../application/domains/add-domain.js';
import { ListDomains } from '../../../application/domains/list-domains.js';
import { ListServedDomains } from '../../../application/domains/list-served-domains.js';
import { SwitchDomain } from '../../../application/domains/switch-domain.js';
import { made } from '../made.js';
import { DOMAINS, OWNERS } from '../tokens.js';

export const domainUseCases = new ContainerModule(({ bind }) => {
  bind(AddDomain).toResolvedValue(made(AddDomain), [DOMAINS, OWNERS]);
  bind(SwitchDomain).toResolvedValue(made(SwitchDomain), [DOMAINS, OWNERS]);
  bind(ListDomains).toResolvedValue(made(ListDomains), [DOMAINS]);
  bind(ListServedDomains).toResolvedValue(made(ListServedDomains), [DOMAINS]);
});
