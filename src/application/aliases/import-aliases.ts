import { Alias, type AliasError } from '../../domain/alias.js';
import type { Domain } from '../../domain/addresses/domain.js';
import { EmailAddress, type EmailAddressError } from '../../domain/addresses/email-address.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { OwnerIsAlias } from '../owners/owner-alias.js';
import type { OwnerServedHere } from '../owners/owner-domain.js';
import type { AliasRow, MalformedRow, NumberedRow } from '../ports/alias-rows.js';
import { type AliasStore, type ClaimOutcome, MAX_CLAIMS } from '../ports/alias-store.js';
import type { DomainLookup, DomainRecord } from '../ports/domain-registry.js';
import type { OwnerLookup } from '../ports/owner-lookup.js';

export interface ImportAliasesCommand {
  /** In any number; each is read when its turn comes. Domains in A-labels. */
  readonly rows: AsyncIterable<NumberedRow>;
  /** Whether to find out what would be done, and do nothing. A thousand rows at a time know of each other. */
  readonly dryRun: boolean;
  /** Whether rows may forward to mailboxes on domains of this server. */
  readonly localOwners?: boolean | undefined;
}

export type ImportRowError =
  | MalformedRow
  | AliasError
  | { readonly kind: 'invalid_address'; readonly field: 'address' | 'goto'; readonly why: EmailAddressError }
  /** Of the goto. */
  | OwnerServedHere
  /** Also of the goto. */
  | OwnerIsAlias
  | { readonly kind: 'domain_not_served'; readonly domain: Domain }
  | { readonly kind: 'address_taken'; readonly address: EmailAddress }
  /** The owner has it, but switched otherwise than the row says; what happened to it since is not undone. */
  | { readonly kind: 'switched_otherwise'; readonly address: EmailAddress; readonly active: boolean }
  | { readonly kind: 'alias_limit_reached'; readonly domain: Domain; readonly limit: number };

export interface RefusedRow {
  readonly number: number;
  readonly error: ImportRowError;
}

/** What became of some rows that stood one after another. */
export interface ImportedBatch {
  readonly lastNumber: number;
  readonly created: number;
  /** Aliases that were there already, exactly as the row has them. */
  readonly unchanged: number;
  /** In the order of the rows. */
  readonly refused: readonly RefusedRow[];
}

/**
 * Takes aliases over from elsewhere: the operator's way, so role names are taken and nobody is banned.
 *
 * A thousand rows are one transaction, durable before its batch is reported. It may end between any two, or be cut off in one, and be
 * repeated from the first row: what is there already stays as it is. A row that is refused holds up no other. Aliases come as of
 * now, and are no act of their owners', so the ActivityLog does not tell of them.
 */
export class ImportAliases {
  static readonly MAX_ROWS_AT_ONCE = MAX_CLAIMS;

  constructor(
    private readonly domains: DomainLookup,
    private readonly aliases: Pick<AliasStore, 'claimMany'>,
    /** Absent: no goto is known to be an alias. */
    private readonly owners?: Pick<OwnerLookup, 'findAliases'>,
  ) {}

  /** Who reads no further stops it there. @throws StoreUnavailable */
  async *execute({ rows, ...options }: ImportAliasesCommand): AsyncGenerator<ImportedBatch, void, undefined> {
    let batch: NumberedRow[] = [];
    for await (const row of rows) {
      batch.push(row);
      if (batch.length < ImportAliases.MAX_ROWS_AT_ONCE) continue;
      yield await this.importBatch(batch, options);
      batch = [];
    }
    if (batch.length > 0) yield await this.importBatch(batch, options);
  }

  private async importBatch(
    rows: readonly NumberedRow[],
    { dryRun, localOwners }: Omit<ImportAliasesCommand, 'rows'>,
  ): Promise<ImportedBatch> {
    const read = rows.map(({ number, row }) => ({ number, alias: row.ok ? toAlias(row.value) : row }));
    const aliases = read.flatMap(({ alias }) => (alias.ok ? [alias.value] : []));
    const found = await this.findDomains(aliases);
    const inner = aliases.map(({ goto }) => goto).filter(({ domain }) => found.has(domain.value));
    const unfit = localOwners && inner.length > 0 ? await this.owners?.findAliases(inner) : undefined;
    const claims: { number: number; alias: Alias }[] = [];
    const refused: RefusedRow[] = [];
    for (const { number, alias } of read) {
      if (!alias.ok) {
        refused.push({ number, error: alias.error });
        continue;
      }
      const { address, goto } = alias.value;
      if (!found.get(address.domain.value)?.active)
        refused.push({ number, error: { kind: 'domain_not_served', domain: address.domain } });
      else if (!localOwners && found.has(goto.domain.value))
        refused.push({ number, error: { kind: 'domain_served_here', domain: goto.domain } });
      else if (unfit?.has(goto.value)) refused.push({ number, error: { kind: 'owner_is_an_alias', owner: goto } });
      else claims.push({ number, alias: alias.value });
    }
    const outcomes = await this.aliases.claimMany(
      claims.map(({ alias }) => alias),
      { dryRun },
    );
    let created = 0;
    for (const [at, { number, alias }] of claims.entries()) {
      const outcome = outcomes[at] as ClaimOutcome;
      const error = refusalOf(alias, outcome);
      if (error) refused.push({ number, error });
      else if (outcome.kind === 'claimed') created++;
    }
    return {
      lastNumber: (rows.at(-1) as NumberedRow).number,
      created,
      unchanged: rows.length - refused.length - created,
      refused: refused.sort((a, b) => a.number - b.number),
    };
  }

  /** Those of all addresses that are domains of this server, by name. */
  private async findDomains(aliases: readonly Alias[]): Promise<ReadonlyMap<string, DomainRecord>> {
    const found = new Map<string, DomainRecord>();
    const domains = aliases.flatMap(({ address, goto }) => [address.domain, goto.domain]);
    for (const domain of new Map(domains.map((one) => [one.value, one])).values()) {
      const record = await this.domains.find(domain);
      if (record) found.set(domain.value, record);
    }
    return found;
  }
}

function toAlias(row: AliasRow): Result<Alias, ImportRowError> {
  const address = EmailAddress.parse(row.address);
  if (!address.ok) return err({ kind: 'invalid_address', field: 'address', why: address.error });
  const goto = EmailAddress.parse(row.goto);
  if (!goto.ok) return err({ kind: 'invalid_address', field: 'goto', why: goto.error });
  const alias = Alias.of(address.value, goto.value, row.active);
  return alias.ok ? ok(alias.value) : alias;
}

function refusalOf({ address, goto, active }: Alias, outcome: ClaimOutcome): ImportRowError | undefined {
  switch (outcome.kind) {
    case 'claimed':
      return undefined;
    case 'limit_reached':
      return { kind: 'alias_limit_reached', domain: address.domain, limit: outcome.limit };
    case 'quota_reached':
      throw new Error('an import has no quota');
    case 'too_long': {
      const { part: field, maxOctets } = outcome;
      return { kind: 'invalid_address', field, why: { kind: 'address_too_long', maxOctets } };
    }
    case 'taken': {
      const { by } = outcome;
      if (by.kind === 'other' || by.alias.goto.value !== goto.value) return { kind: 'address_taken', address };
      return by.alias.active === active ? undefined : { kind: 'switched_otherwise', address, active: by.alias.active };
    }
  }
}
