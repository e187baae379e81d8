import { ContainerModule } from 'inversify';
import { CreateAlias } from '../../../application/aliases/create-alias.js';
import { DeleteAlias } from '../../../application/aliases/delete-alias.js';
import { ExportAliases } from '../../../application/aliases/export-aliases.js';
import { ImportAliases } from '../../../application/aliases/import-aliases.js';
import { ListAliases } from '../../../application/aliases/list-aliases.js';
import { ShowAliasStats } from '../../../application/aliases/show-alias-stats.js';
import { SwitchAlias } from '../../../application/aliases/switch-alias.js';
import { BanCheck } from '../../../application/bans/ban-check.js';
import { QuotaCheck } from '../../../application/owners/quota-check.js';
import { made } from '../made.js';
import { ADDRESS_RULES, ALIASES, CLOCK, CONFLICT_POLICY, DOMAIN_LOOKUP, DOMAINS, OWNERS } from '../tokens.js';

export const aliasUseCases = new ContainerModule(({ bind }) => {
  bind(CreateAlias).toResolvedValue(made(CreateAlias), [
    DOMAIN_LOOKUP,
    ALIASES,
    CONFLICT_POLICY,
    BanCheck,
    ADDRESS_RULES,
    QuotaCheck,
    OWNERS,
  ]);
  bind(ListAliases).toResolvedValue(made(ListAliases), [ALIASES, DOMAIN_LOOKUP]);
  bind(ShowAliasStats).toResolvedValue(made(ShowAliasStats), [ALIASES, CLOCK]);
  bind(DeleteAlias).toResolvedValue(made(DeleteAlias), [ALIASES]);
  bind(SwitchAlias).toResolvedValue(made(SwitchAlias), [ALIASES]);
  bind(ExportAliases).toResolvedValue(made(ExportAliases), [ALIASES]);
  bind(ImportAliases).toResolvedValue(made(ImportAliases), [DOMAINS, ALIASES, OWNERS]);
});
