import type { QuotaReached } from '../../../../application/owners/quota-check.js';
import type { QuotaKind } from '../../../../domain/quotas.js';
import type { Refusal } from '../../pipeline/refuse.js';

const HINTS = {
  aliases: 'You have as many active aliases as you may have; delete one first.',
  handles: 'You have as many active handles as you may have; delete one first.',
  keys: 'You have as many keys as you may have; ask the operator to revoke one, or wait until one expires.',
} as const satisfies Record<QuotaKind, string>;

/** For 403. */
export function quotaReached({ what, quota }: Pick<QuotaReached, 'what' | 'quota'>): Refusal {
  return {
    error: 'forbidden',
    reason: 'quota_reached',
    hint: HINTS[what],
    ...(quota !== undefined && { constraints: { [`max_${what}`]: quota } }),
  };
}
