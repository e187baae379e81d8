import type { Banned } from '../../../application/bans/ban-check.js';
import type { Refusal } from './refuse.js';

const HINTS = {
  email: 'The address that the mail would go to is banned here.',
  domain: 'The domain is banned here.',
  handle: 'The handle is banned here.',
  ip: 'Requests from your IP address are banned here.',
} as const satisfies Record<Banned['by'], string>;

/** For 403. The operator's own reason stays with the operator. */
export function bannedRefusal({ by }: Pick<Banned, 'by'>): Refusal {
  return { error: 'banned', reason: by, hint: HINTS[by] };
}

export const BANNED_EXAMPLES = [bannedRefusal({ by: 'handle' })];
