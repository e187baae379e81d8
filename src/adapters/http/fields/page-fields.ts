import * as z from 'zod';
import { PAGE_LIMITS, type PageRequest } from '../../../application/page.js';
import { countField, cursorField } from './fields.js';
import { MAX_OFFSET } from './page-points.js';

/** `limit`, `offset` and `cursor`: which part of a list, newest first. A cursor is a list's own text, to be handed back as it was. */
export const pageFields = () => ({
  limit: countField(
    { min: 1 },
    {
      description: `How many at most; more than ${PAGE_LIMITS.max} is cut to ${PAGE_LIMITS.max}.`,
      default: PAGE_LIMITS.default,
      examples: [PAGE_LIMITS.default],
    },
  ).optional(),
  offset: countField(
    { min: 0, max: MAX_OFFSET, hint: '; to reach further, follow next_cursor' },
    {
      description: 'How many of the newest to pass over. A cursor reaches further, and faster.',
      default: 0,
      examples: [0],
    },
  ).optional(),
  cursor: cursorField({
    description: 'The `next_cursor` of the page before: goes on behind it.',
    examples: ['1234'],
  }).optional(),
});

/** What the fields ask of a list. */
export function toPage({
  limit,
  offset,
  cursor,
}: {
  limit?: number | undefined;
  offset?: number | undefined;
  cursor?: number | undefined;
}): PageRequest {
  return { limit, offset, beforeId: cursor };
}

/** In every list's answer. */
export const PAGINATION = {
  limit: z.int().meta({ description: 'How many at most.' }),
  offset: z.int().meta({ description: 'How many were passed over.' }),
  next_cursor: z.string().nullable().meta({ description: 'For the next page; null where there is none.' }),
};
