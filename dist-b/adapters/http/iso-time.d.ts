import { z } from 'zod';
/** ISO 8601 in UTC; `null` for a time that a row has in no form that can be read. */
export declare function isoTime(time: Date): string | null;
export declare const ISO_TIME: z.ZodNullable<z.ZodString>;
