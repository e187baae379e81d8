import { addDays } from '../../domain/add-days.js';
import { canonicalAscii } from '../../domain/ascii.js';
import type { BanTarget } from '../../domain/ban-target.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { BanRecord, BanRegistry } from '../ports/ban-registry.js';
import type { Clock } from '../ports/clock.js';

export interface AddBanCommand {
  readonly target: BanTarget;
  /** For the operator: 1 to 500 characters without control characters. */
  readonly reason: string;
  /** How long it lasts, in whole days; until it is lifted where absent. */
  readonly days?: number | undefined;
}

export type AddBanError =
  | { readonly kind: 'unfit_reason'; readonly maxLength: number }
  | { readonly kind: 'days_out_of_range'; readonly min: number; readonly max: number }
  | { readonly kind: 'already_banned'; readonly id: number };

const CONTROL_CHARACTER = /\p{Cc}/u;

/** Bans from now on. Two operators who ban the same at the same moment make two bans, each to be lifted. */
export class AddBan {
  static readonly MAX_REASON_LENGTH = 500;
  static readonly MIN_DAYS = 1;
  static readonly MAX_DAYS = 9_999;

  constructor(
    private readonly bans: BanRegistry,
    private readonly clock: Clock,
  ) {}

  async execute({ target, reason, days }: AddBanCommand): Promise<Result<BanRecord, AddBanError>> {
    const text = reason.trim();
    if (text === '' || text.length > AddBan.MAX_REASON_LENGTH || CONTROL_CHARACTER.test(text))
      return err({ kind: 'unfit_reason', maxLength: AddBan.MAX_REASON_LENGTH });
    if (days !== undefined && (!Number.isInteger(days) || days < AddBan.MIN_DAYS || days > AddBan.MAX_DAYS))
      return err({ kind: 'days_out_of_range', min: AddBan.MIN_DAYS, max: AddBan.MAX_DAYS });
    const createdAt = this.clock.now();
    const inForce = await this.bans.list({ inForceAt: createdAt });
    const same = inForce.find(({ kind, value }) => kind === target.kind && canonicalAscii(value) === target.value);
    if (same) return err({ kind: 'already_banned', id: same.id });
    const expiresAt = days === undefined ? undefined : addDays(createdAt, days);
    return ok(await this.bans.add({ target, reason: text, createdAt, expiresAt }));
  }
}
