import type * as z from 'zod';
import type { Result } from '../../../domain/result.js';
import { type FieldProblem, parseFields } from '../fields/parse-fields.js';
import type { Outcome } from './answer.js';
import type { Context } from './context.js';

/** The body's fields, or else the query string's. `null` in the body counts as absent; a value of a wrong type does not. */
export function readFields<S extends z.ZodObject>(ctx: Context, schema: S): Result<z.output<S>, FieldProblem> {
  const body: object = ctx.state.body ?? {};
  return parseFields(schema, (name) => {
    const own: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
    return own ?? ctx.query[name];
  });
}

/** The query string's fields; what is empty counts as absent. */
function readQuery<S extends z.ZodObject>(ctx: Context, schema: S): Result<z.output<S>, FieldProblem> {
  return parseFields(schema, (name) => (ctx.query[name] === '' ? undefined : ctx.query[name]));
}

/** A route that takes these fields from the body or the query string. */
export const withFields = runOn(readFields);

/** A route that takes these fields from the query string. */
export const withQuery = runOn(readQuery);

function runOn(read: typeof readFields) {
  return <S extends z.ZodObject>(schema: S, run: (ctx: Context, fields: z.output<S>) => Promise<Outcome>) =>
    async function handle(ctx: Context): Promise<Outcome> {
      const fields = read(ctx, schema);
      return fields.ok ? run(ctx, fields.value) : fields.error;
    };
}
