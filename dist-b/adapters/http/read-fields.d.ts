import { z } from 'zod';
import { type Result } from '../../domain/result.js';
import type { Context } from './context.js';
import { type Refusal } from './refuse.js';
/** The body's fields, or else the query string's. `null` in the body counts as absent; a value of a wrong type does not. */
export declare function readFields<S extends z.ZodObject>(ctx: Context, schema: S): Result<z.output<S>, Refusal>;
/** A route that takes these fields from the body or the query string; what does not fit is 400. */
export declare const withFields: <S extends z.ZodObject>(schema: S, run: (ctx: Context, fields: z.output<S>) => Promise<void>) => (ctx: Context) => Promise<void>;
/** A route that takes these fields from the query string; what does not fit is 400. */
export declare const withQuery: <S extends z.ZodObject>(schema: S, run: (ctx: Context, fields: z.output<S>) => Promise<void>) => (ctx: Context) => Promise<void>;
/** Every field, or what is wrong with the first that does not fit. */
export declare function parseFields<S extends z.ZodObject>(schema: S, valueOf: (name: string) => unknown): Result<z.output<S>, Refusal>;
