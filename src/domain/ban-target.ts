import { Domain, type DomainError } from './addresses/domain.js';
import { EmailAddress, type EmailAddressError } from './addresses/email-address.js';
import { Handle, type HandleError } from './addresses/handle.js';
import { IpRange, type IpRangeError } from './ip/ip-range.js';
import { RecipientDelimiter } from './addresses/recipient-delimiter.js';
import { ok, type Result } from './result.js';

export const BAN_KINDS = ['email', 'domain', 'handle', 'ip'] as const;
export type BanKind = (typeof BAN_KINDS)[number];

export type BanTargetError = EmailAddressError | DomainError | HandleError | IpRangeError;

/** What a request has that can be banned. */
export interface BanSubject {
  /** The caller's address, in text of any form. */
  readonly ip?: string | undefined;
  readonly owner?: EmailAddress | undefined;
  readonly domain?: Domain | undefined;
  readonly handle?: Handle | undefined;
}

const PARSE: Readonly<Record<BanKind, (text: string) => Result<{ readonly value: string }, BanTargetError>>> = {
  email: (text) => EmailAddress.parseExisting(text),
  domain: (text) => Domain.parseExisting(text),
  handle: (text) => Handle.parseExisting(text),
  ip: (text) => IpRange.parse(text),
};

/** What an operator bans: an EmailAddress, a Domain with all below it, a Handle on every domain, or an IpRange. */
export class BanTarget {
  declare private readonly nominal: never;

  private constructor(
    readonly kind: BanKind,
    readonly value: string,
  ) {
    Object.freeze(this);
  }

  static parse(kind: BanKind, text: string): Result<BanTarget, BanTargetError> {
    const parsed = PARSE[kind](text);
    return parsed.ok ? ok(new BanTarget(kind, parsed.value.value)) : parsed;
  }

  /**
   * Every ban that would strike, so that a storage looks for equal text alone. Some 400 at most, for IPv6 and deep domains;
   * made only as they are looked at. A ban of a handle or of an owner strikes what extends its local part, too.
   */
  static *striking(
    { ip, owner, domain, handle }: BanSubject,
    delimiter = RecipientDelimiter.PLUS,
  ): Iterable<BanTarget> {
    if (owner) yield new BanTarget('email', owner.value);
    // Owners' mailboxes are elsewhere, where the plus sign is what splits.
    const mailbox = owner && RecipientDelimiter.PLUS.baseOf(owner.handle);
    if (owner && mailbox) yield new BanTarget('email', `${mailbox.value}@${owner.domain.value}`);
    for (const each of [owner?.domain, domain])
      for (const value of each ? selfAndParents(each) : []) yield new BanTarget('domain', value);
    if (handle) yield new BanTarget('handle', handle.value);
    const base = handle && delimiter.baseOf(handle);
    if (base) yield new BanTarget('handle', base.value);
    for (const value of ip === undefined ? [] : IpRange.around(ip)) yield new BanTarget('ip', value);
  }
}

function selfAndParents({ value }: Domain): readonly string[] {
  const labels = value.split('.');
  return labels.map((_, at) => labels.slice(at).join('.'));
}
