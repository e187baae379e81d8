import type { Banned } from '../../../../application/bans/ban-check.js';
import type { Answer } from '../../pipeline/answer.js';
import { refuse } from './refusal.js';

const HINTS = {
  email: 'The address that the mail would go to is banned here.',
  domain: 'The domain is banned here.',
  handle: 'The handle is banned here.',
  ip: 'Requests from your IP address are banned here.',
} as const satisfies Record<Banned['by'], string>;

/** The operator's own reason stays with the operator. */
export function banned({ by }: Pick<Banned, 'by'>): Answer {
  return refuse(403, { error: 'banned', reason: by, hint: HINTS[by] });
}
