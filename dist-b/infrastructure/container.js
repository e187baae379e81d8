import 'reflect-metadata';
import { Container } from 'inversify';
import { nodeKeySecrets } from '../adapters/system/node-key-secrets.js';
import { systemClock } from '../adapters/system/system-clock.js';
import { AddBan } from '../application/add-ban.js';
import { AddDomain } from '../application/add-domain.js';
import { AuthenticateKey } from '../application/authenticate-key.js';
import { BanCheck } from '../application/ban-check.js';
import { CreateAlias } from '../application/create-alias.js';
import { DeleteAlias } from '../application/delete-alias.js';
import { ExportAliases } from '../application/export-aliases.js';
import { ImportAliases } from '../application/import-aliases.js';
import { IssueKey } from '../application/issue-key.js';
import { LiftBan } from '../application/lift-ban.js';
import { ListActivity } from '../application/list-activity.js';
import { ListAliases } from '../application/list-aliases.js';
import { ListBans } from '../application/list-bans.js';
import { ListDomains } from '../application/list-domains.js';
import { ListKeys } from '../application/list-keys.js';
import { ListServedDomains } from '../application/list-served-domains.js';
import { ReleaseHandle } from '../application/release-handle.js';
import { RevokeKey } from '../application/revoke-key.js';
import { RotateKey } from '../application/rotate-key.js';
import { ShowAliasStats } from '../application/show-alias-stats.js';
import { SwitchAlias } from '../application/switch-alias.js';
import { SwitchDomain } from '../application/switch-domain.js';
import { TakeHandle } from '../application/take-handle.js';
const CLOCK = Symbol('Clock');
const SECRETS = Symbol('KeySecrets');
const POLICY = Symbol('ConflictPolicy');
const ALIASES = Symbol('AliasStore');
const DOMAINS = Symbol('DomainRegistry');
const BANS = Symbol('BanRegistry');
const KEYS = Symbol('KeyRegistry');
const KEY_LOOKUP = Symbol('KeyLookup');
const DOMAIN_LOOKUP = Symbol('DomainLookup');
const BAN_LOOKUP = Symbol('BanLookup');
/** The one place that knows which parts the service is made of: ask it for a use case by its class. */
export function composeUseCases(backend, policy, lookups = backend) {
    const container = new Container({ defaultScope: 'Singleton' });
    container.bind(CLOCK).toConstantValue(systemClock);
    container.bind(SECRETS).toConstantValue(nodeKeySecrets);
    container.bind(POLICY).toConstantValue(policy);
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
        .toResolvedValue((domains, aliases, rule, bans) => new CreateAlias(domains, aliases, rule, bans), [DOMAIN_LOOKUP, ALIASES, POLICY, BanCheck]);
    container.bind(BanCheck).toResolvedValue((bans, clock) => new BanCheck(bans, clock), [BAN_LOOKUP, CLOCK]);
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
    const { handles } = backend;
    if (handles) {
        container.bind(TakeHandle).toResolvedValue((bans) => new TakeHandle(handles, bans), [BanCheck]);
        container.bind(ReleaseHandle).toConstantValue(new ReleaseHandle(handles));
    }
    container.bind(AddDomain).toResolvedValue((domains) => new AddDomain(domains), [DOMAINS]);
    container.bind(ListDomains).toResolvedValue((domains) => new ListDomains(domains), [DOMAINS]);
    container.bind(SwitchDomain).toResolvedValue((domains) => new SwitchDomain(domains), [DOMAINS]);
    container
        .bind(IssueKey)
        .toResolvedValue((keys, secrets, clock) => new IssueKey(keys, secrets, clock), [KEYS, SECRETS, CLOCK]);
    container.bind(ListKeys).toResolvedValue((keys, clock) => new ListKeys(keys, clock), [KEYS, CLOCK]);
    container.bind(RevokeKey).toResolvedValue((keys, clock) => new RevokeKey(keys, clock), [KEYS, CLOCK]);
    container
        .bind(RotateKey)
        .toResolvedValue((keys, issue, revoke) => new RotateKey(keys, issue, revoke), [KEYS, IssueKey, RevokeKey]);
    container.bind(ExportAliases).toResolvedValue((aliases) => new ExportAliases(aliases), [ALIASES]);
    container
        .bind(ImportAliases)
        .toResolvedValue((domains, aliases) => new ImportAliases(domains, aliases), [DOMAINS, ALIASES]);
    container.bind(SwitchAlias).toResolvedValue((aliases) => new SwitchAlias(aliases), [ALIASES]);
    return container;
}
