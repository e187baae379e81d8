import { err, ok, type Result } from '../../domain/result.js';
import type { BanRecord, BanRegistry } from '../ports/ban-registry.js';
import type { Clock } from '../ports/clock.js';

export interface LiftBanError {
  readonly kind: 'ban_unknown';
  readonly id: number;
}

/** Ends a ban. Lifting it again changes nothing and succeeds. */
export class LiftBan {
  constructor(
    private readonly bans: BanRegistry,
    private readonly clock: Clock,
  ) {}

  async execute({ id }: { readonly id: number }): Promise<Result<BanRecord, LiftBanError>> {
    const record = await this.bans.lift(id, this.clock.now());
    return record ? ok(record) : err({ kind: 'ban_unknown', id });
  }
}
