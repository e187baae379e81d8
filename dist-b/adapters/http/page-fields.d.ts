import { z } from 'zod';
import { type PageRequest } from '../../application/page.js';
/** `limit`, `offset` and `cursor`: which part of a list, newest first. A cursor is a list's own text, to be handed back as it was. */
export declare const pageFields: () => {
    limit: z.ZodOptional<z.ZodPreprocess<z.ZodInt, unknown>>;
    offset: z.ZodOptional<z.ZodPreprocess<z.ZodInt, unknown>>;
    cursor: z.ZodOptional<z.ZodPipe<z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>, z.ZodInt>>;
};
/** What the fields ask of a list. */
export declare function toPage({ limit, offset, cursor, }: {
    limit?: number | undefined;
    offset?: number | undefined;
    cursor?: number | undefined;
}): PageRequest;
/** In every list's answer. */
export declare const PAGINATION: {
    limit: z.ZodInt;
    offset: z.ZodInt;
    next_cursor: z.ZodNullable<z.ZodString>;
};
