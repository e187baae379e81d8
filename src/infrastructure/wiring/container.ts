import 'reflect-metadata';
import { Container, type ServiceIdentifier } from 'inversify';
import { nodeKeySecrets } from '../../adapters/system/node-key-secrets.js';
import { systemClock } from '../../adapters/system/system-clock.js';
import { AddBan } from '../../application/bans/add-ban.js';
import { AddDomain } from '../../application/domains/add-domain.js';
import { AuthenticateKey } from '../../application/keys/authenticate-key.js';
import { BanCheck } from '../../application/bans/ban-check.js';
import { CreateAlias } from '../../application/aliases/create-alias.js';
import { DeleteAlias } from '../../application/aliases/delete-alias.js';
import { ExportAliases } from '../../application/aliases/export-aliases.js';
import { ImportAliases } from '../../application/aliases/import-aliases.js';
import { IssueKey } from '../../application/keys/issue-key.js';
import { LiftBan } from '../../application/bans/lift-ban.js';
import { ListActivity } from '../../application/activity/list-activity.js';
import { ListAliases } from '../../application/aliases/list-aliases.js';
import { ListBans } from '../../application/bans/list-bans.js';
import { ListDomains } from '../../application/domains/list-domains.js';
import { ListKeys } from '../../application/keys/list-keys.js';
import { ListServedDomains } from '../../application/domains/list-served-domains.js';
import type { AliasList, AliasStore } from '../../application/ports/alias-store.js';
import type { Backend } from '../../application/ports/backend.js';
import type { BanLookup, BanRegistry } from '../../application/ports/ban-registry.js';
import type { Clock } from '../../application/ports/clock.js';
import type { DomainLookup, DomainRegistry } from '../../application/ports/domain-registry.js';
import type { HandleStore } from '../../application/ports/handle-store.js';
import type { KeyLookup, KeyRegistry } from '../../application/ports/key-registry.js';
import type { OwnerLookup } from '../../application/ports/owner-lookup.js';
import type { KeySecrets } from '../../application/ports/key-secrets.js';
import type { QuotaLookup, QuotaRegistry } from '../../application/ports/quota-registry.js';
import { QuotaCheck } from '../../application/owners/quota-check.js';
import { ReleaseHandle } from '../../application/handles/release-handle.js';
import { RevokeKey } from '../../application/keys/revoke-key.js';
import { RotateKey } from '../../application/keys/rotate-key.js';
import { SetOwner } from '../../application/owners/set-owner.js';
import { ShowAliasStats } from '../../application/aliases/show-alias-stats.js';
import { ShowOwners } from '../../application/owners/show-owners.js';
import { SwitchAlias } from '../../application/aliases/switch-alias.js';
import { SwitchDomain } from '../../application/domains/switch-domain.js';
import { TakeHandle } from '../../application/handles/take-handle.js';
import type { AddressRules } from '../../domain/addresses/address-rules.js';
import type { ConflictPolicy } from '../../domain/conflict-policy.js';
import type { Quotas } from '../../domain/quotas.js';

const CLOCK: ServiceIdentifier<Clock> = Symbol('Clock');
const SECRETS: ServiceIdentifier<KeySecrets> = Symbol('KeySecrets');
const RULES: ServiceIdentifier<AddressRules> = Symbol('AddressRules');
const POLICY: ServiceIdentifier<ConflictPolicy> = Symbol('ConflictPolicy');
const ALIASES: ServiceIdentifier<AliasStore & AliasList> = Symbol('AliasStore');
const DOMAINS: ServiceIdentifier<DomainRegistry> = Symbol('DomainRegistry');
const BANS: ServiceIdentifier<BanRegistry> = Symbol('BanRegistry');
const KEYS: ServiceIdentifier<KeyRegistry> = Symbol('KeyRegistry');
const KEY_LOOKUP: ServiceIdentifier<KeyLookup> = Symbol('KeyLookup');
const DOMAIN_LOOKUP: ServiceIdentifier<DomainLookup> = Symbol('DomainLookup');
const BAN_LOOKUP: ServiceIdentifier<BanLookup> = Symbol('BanLookup');

export type UseCases = Pick<Container, 'get'>;

/** What requests look up, where that is not the storage itself. */
export interface Lookups {
  readonly keys: KeyLookup;
  readonly domains: DomainLookup;
  readonly bans: BanLookup;
  readonly quotas: QuotaLookup;
}

/** What the operator decides of addresses. */
export interface Policies {
  readonly conflictPolicy: ConflictPolicy;
  readonly addressRules: AddressRules;
  /** Of all owners for whom nothing else is set. */
  readonly quotas: Quotas;
}

/** The one place that knows which parts the service is made of: ask it for a use case by its class. */
export function composeUseCases(
  backend: Backend,
  { conflictPolicy, addressRules, quotas }: Policies,
  lookups: Lookups = backend,
): UseCases {
  const container = new Container({ defaultScope: 'Singleton' });

  container.bind(CLOCK).toConstantValue(systemClock);
  container.bind(SECRETS).toConstantValue(nodeKeySecrets);
  container.bind(POLICY).toConstantValue(conflictPolicy);
  container.bind(RULES).toConstantValue(addressRules);
  container.bind(ALIASES).toConstantValue(backend.aliases);
  container.bind(DOMAINS).toConstantValue(backend.domains);
  container.bind(BANS).toConstantValue(backend.bans);
  container.bind(KEYS).toConstantValue(backend.keys);
  container.bind(KEY_LOOKUP).toConstantValue(lookups.keys);
  container.bind(DOMAIN_LOOKUP).toConstantValue(lookups.domains);
  container.bind(BAN_LOOKUP).toConstantValue(lookups.bans);

  container
    .bind(AuthenticateKey)
    .toResolvedValue((keys, secrets, clock) => new AuthenticateKey(keys, secrets, clock), [KEY_LOOKUP, SECRETS, CLOCK]);
  container
    .bind(CreateAlias)
    .toResolvedValue(
      (domains, aliases, policy, bans, rules, check) =>
        new CreateAlias(domains, aliases, policy, bans, rules, check, backend.owners),
      [DOMAIN_LOOKUP, ALIASES, POLICY, BanCheck, RULES, QuotaCheck],
    );
  container
    .bind(BanCheck)
    .toResolvedValue((bans, clock, rules) => new BanCheck(bans, clock, rules.delimiter), [BAN_LOOKUP, CLOCK, RULES]);
  container.bind(AddBan).toResolvedValue((bans, clock) => new AddBan(bans, clock), [BANS, CLOCK]);
  container.bind(ListBans).toResolvedValue((bans, clock) => new ListBans(bans, clock), [BANS, CLOCK]);
  container.bind(LiftBan).toResolvedValue((bans, clock) => new LiftBan(bans, clock), [BANS, CLOCK]);
  container
    .bind(ListAliases)
    .toResolvedValue((aliases, domains) => new ListAliases(aliases, domains), [ALIASES, DOMAIN_LOOKUP]);
  container
    .bind(ShowAliasStats)
    .toResolvedValue((aliases, clock) => new ShowAliasStats(aliases, clock), [ALIASES, CLOCK]);
  container.bind(DeleteAlias).toResolvedValue((aliases) => new DeleteAlias(aliases), [ALIASES]);
  container.bind(ListActivity).toConstantValue(new ListActivity(backend.activity));
  container.bind(ListServedDomains).toResolvedValue((domains) => new ListServedDomains(domains), [DOMAINS]);
  bindHandles(container, backend.handles);
  bindQuotas(container, backend.quotas, new QuotaCheck(lookups.quotas, quotas), quotas);
  bindDomains(container, backend.owners);
  container
    .bind(IssueKey)
    .toResolvedValue(
      (keys, secrets, clock, domains) => new IssueKey(keys, secrets, clock, domains, backend.owners),
      [KEYS, SECRETS, CLOCK, DOMAINS],
    );
  container.bind(ListKeys).toResolvedValue((keys, clock) => new ListKeys(keys, clock), [KEYS, CLOCK]);
  container.bind(RevokeKey).toResolvedValue((keys, clock) => new RevokeKey(keys, clock), [KEYS, CLOCK]);
  container
    .bind(RotateKey)
    .toResolvedValue((keys, issue, revoke) => new RotateKey(keys, issue, revoke), [KEYS, IssueKey, RevokeKey]);
  container.bind(ExportAliases).toResolvedValue((aliases) => new ExportAliases(aliases), [ALIASES]);
  container
    .bind(ImportAliases)
    .toResolvedValue((domains, aliases) => new ImportAliases(domains, aliases, backend.owners), [DOMAINS, ALIASES]);
  container.bind(SwitchAlias).toResolvedValue((aliases) => new SwitchAlias(aliases), [ALIASES]);
  return container;
}

function bindHandles(container: Container, handles: HandleStore | undefined): void {
  if (!handles) return;
  container
    .bind(TakeHandle)
    .toResolvedValue(
      (bans, rules, check) => new TakeHandle(handles, bans, rules, check),
      [BanCheck, RULES, QuotaCheck],
    );
  container.bind(ReleaseHandle).toConstantValue(new ReleaseHandle(handles));
}

function bindQuotas(container: Container, registry: QuotaRegistry, check: QuotaCheck, forAll: Quotas): void {
  container.bind(QuotaCheck).toConstantValue(check);
  container.bind(SetOwner).toConstantValue(new SetOwner(registry));
  container.bind(ShowOwners).toConstantValue(new ShowOwners(registry, forAll));
}

function bindDomains(container: Container, owners: OwnerLookup): void {
  container.bind(AddDomain).toResolvedValue((domains) => new AddDomain(domains, owners), [DOMAINS]);
  container.bind(ListDomains).toResolvedValue((domains) => new ListDomains(domains), [DOMAINS]);
  container.bind(SwitchDomain).toResolvedValue((domains) => new SwitchDomain(domains, owners), [DOMAINS]);
}
