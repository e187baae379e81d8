import type { QuotaReached } from '../../../../application/owners/quota-check.js';
import type { QuotaKind } from '../../../../domain/quotas.js';
import type { Answer } from '../../pipeline/answer.js';
import { refuse } from './refusal.js';

const HINTS = {
  aliases: 'You have as many active aliases as you may have; delete one first.',
  handles: 'You have as many active handles as you may have; delete one first.',
  keys: 'You have as many keys as you may have; ask the operator to revoke one, or wait until one expires.',
} as const satisfies Record<QuotaKind, string>;

export function quotaReached({ what, quota }: Pick<QuotaReached, 'what' | 'quota'>): Answer {
  return refuse(403, {
    error: 'forbidden',
    reason: 'quota_reached',
    hint: HINTS[what],
    ...(quota !== undefined && { constraints: { [`max_${what}`]: quota } }),
  });
}
