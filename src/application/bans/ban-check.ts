import { type BanKind, type BanSubject, BanTarget } from '../../domain/ban-target.js';
import { RecipientDelimiter } from '../../domain/addresses/recipient-delimiter.js';
import type { BanLookup } from '../ports/ban-registry.js';
import type { Clock } from '../ports/clock.js';

export interface Banned {
  readonly kind: 'banned';
  /** What of the request is banned. */
  readonly by: BanKind;
}

/** Asks, in one question, whether anything of a request is banned. */
export class BanCheck {
  constructor(
    private readonly bans: BanLookup,
    private readonly clock: Clock,
    private readonly delimiter = RecipientDelimiter.PLUS,
  ) {}

  async find(subject: BanSubject): Promise<Banned | undefined> {
    const by = await this.bans.findKind(BanTarget.striking(subject, this.delimiter), this.clock.now());
    return by && { kind: 'banned', by };
  }
}
