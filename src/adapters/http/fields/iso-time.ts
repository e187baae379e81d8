import { isoTime as isoTimeOr } from '../../../domain/iso-time.js';
import * as z from 'zod';

/** ISO 8601 in UTC; `null` for a time that a row has in no form that can be read. */
export function isoTime(time: Date): string | null {
  return isoTimeOr(time, null);
}

export const ISO_TIME = z.string().meta({ format: 'date-time' }).nullable();
