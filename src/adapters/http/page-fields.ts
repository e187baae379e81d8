import type { PageRequest } from '../../application/page.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Context } from './context.js';
import type { Refusal } from './refuse.js';

/** An offset passes over every row before it, so that it costs more the deeper it reaches; a cursor does not. */
const MAX_OFFSET = 100_000;
const DIGITS = /^\d{1,15}$/;

/** `limit`, `offset` and `cursor` of the query string. A cursor is a list's own text, to be handed back as it was. */
export function readPage(ctx: Context): Result<PageRequest, Refusal> {
  const limit = readCount(ctx, 'limit', 1, Number.MAX_SAFE_INTEGER);
  if (!limit.ok) return limit;
  const offset = readCount(ctx, 'offset', 0, MAX_OFFSET);
  if (!offset.ok) return offset;
  const beforeId = readCount(ctx, 'cursor', 1, Number.MAX_SAFE_INTEGER);
  if (!beforeId.ok) return beforeId;
  return ok({ limit: limit.value, offset: offset.value, beforeId: beforeId.value });
}

/** A whole number; `undefined` where the field is absent or empty. */
function readCount(ctx: Context, field: string, min: number, max: number): Result<number | undefined, Refusal> {
  const text = ctx.query[field];
  if (text === undefined || text === '') return ok(undefined);
  const value = typeof text === 'string' && DIGITS.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return ok(value);
  return err({
    error: 'invalid_params',
    field,
    reason: Number.isNaN(value) ? 'not_a_whole_number' : 'out_of_range',
    hint: `It must be one whole number${field === 'offset' ? '; to reach further, follow next_cursor' : ''}.`,
    constraints: { type: 'integer', min, ...(max === Number.MAX_SAFE_INTEGER ? {} : { max }) },
  });
}
