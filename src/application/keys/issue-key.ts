import { addDays } from '../../domain/add-days.js';
import type { ApiKey } from '../../domain/api-key.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { err, ok, type Result } from '../../domain/result.js';
import { findOwnerAlias, type OwnerIsAlias } from '../owners/owner-alias.js';
import { findOwnerServed, type OwnerServedHere } from '../owners/owner-domain.js';
import type { Clock } from '../ports/clock.js';
import type { DomainLookup } from '../ports/domain-registry.js';
import type { KeyRegistry } from '../ports/key-registry.js';
import type { OwnerLookup } from '../ports/owner-lookup.js';
import type { KeySecrets } from '../ports/key-secrets.js';

export interface IssueKeyCommand {
  readonly owner: EmailAddress;
  /** How long the key works, in whole days: 1 to 9999. */
  readonly days: number;
  /** Whether the owner may have a mailbox on a domain of this server. */
  readonly localOwner?: boolean | undefined;
}

export interface IssuedKey {
  readonly id: number;
  /** Shown to its owner this once; only its hash is kept. */
  readonly key: ApiKey;
  readonly owner: EmailAddress;
  readonly expiresAt: Date;
}

export interface DaysOutOfRange {
  readonly kind: 'days_out_of_range';
  readonly min: number;
  readonly max: number;
}

export type IssueKeyError = DaysOutOfRange | OwnerServedHere | OwnerIsAlias;

/** Makes a key that speaks for its owner. */
export class IssueKey {
  static readonly DEFAULT_DAYS = 90;
  static readonly MIN_DAYS = 1;
  static readonly MAX_DAYS = 9999;

  constructor(
    private readonly keys: KeyRegistry,
    private readonly secrets: KeySecrets,
    private readonly clock: Clock,
    /** Absent: no owner is known to have a mailbox here. */
    private readonly domains?: Pick<DomainLookup, 'find'>,
    /** Absent: no address is known to be an alias. */
    private readonly owners?: Pick<OwnerLookup, 'findAliases'>,
  ) {}

  async execute({ owner, days, localOwner }: IssueKeyCommand): Promise<Result<IssuedKey, IssueKeyError>> {
    if (!Number.isInteger(days) || days < IssueKey.MIN_DAYS || days > IssueKey.MAX_DAYS) {
      return err({ kind: 'days_out_of_range', min: IssueKey.MIN_DAYS, max: IssueKey.MAX_DAYS });
    }
    const refusal = localOwner ? await findOwnerAlias(this.owners, owner) : await findOwnerServed(this.domains, owner);
    if (refusal) return err(refusal);
    const key = this.secrets.generate();
    const createdAt = this.clock.now();
    const expiresAt = addDays(createdAt, days);
    const { id } = await this.keys.add({ hash: this.secrets.hash(key), owner, createdAt, expiresAt });
    return ok({ id, key, owner, expiresAt });
  }
}
