import { z } from 'zod';
import type { Context } from './context.js';
/** The body of every answer that is not a success. */
export declare const REFUSAL: z.ZodObject<{
    error: z.ZodString;
    ok: z.ZodOptional<z.ZodLiteral<false>>;
    field: z.ZodOptional<z.ZodString>;
    reason: z.ZodOptional<z.ZodString>;
    hint: z.ZodOptional<z.ZodString>;
    constraints: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnion<readonly [z.ZodString, z.ZodNumber]>>>;
    address: z.ZodOptional<z.ZodString>;
    where: z.ZodOptional<z.ZodString>;
    request_id: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
export type Refusal = Readonly<z.output<typeof REFUSAL>>;
export declare function refuse(ctx: Context, status: number, refusal: Refusal): void;
