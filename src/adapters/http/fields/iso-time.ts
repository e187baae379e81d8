import * as z from 'zod';

/** ISO 8601 in UTC; `null` for a time that a row has in no form that can be read. */
export function isoTime(time: Date): string | null {
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

export const ISO_TIME = z.string().meta({ format: 'date-time' }).nullable();
