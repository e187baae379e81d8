import type * as z from 'zod';
import type { Result } from '../../../../domain/result.js';
import { compileReader } from '../../fields/compile-reader.js';
import type { FieldProblem } from '../../fields/parse-fields.js';
import type { Outcome } from '../answer.js';
import type { Context } from '../context.js';

type Read<S extends z.ZodObject> = (ctx: Context) => Result<z.output<S>, FieldProblem>;

/**
 * The body's fields, or else the query string's. `null` in the body counts as absent; a value of a
 * wrong type does not.
 */
export function fieldsReader<S extends z.ZodObject>(schema: S): Read<S> {
  const read = compileReader(schema);
  return (ctx) => {
    const body = (ctx.state.body ?? {}) as Readonly<Record<string, unknown>>;
    return read((name) => (Object.hasOwn(body, name) ? body[name] : undefined) ?? ctx.query[name]);
  };
}

/** The query string's fields; what is empty counts as absent. */
function queryReader<S extends z.ZodObject>(schema: S): Read<S> {
  const read = compileReader(schema);
  return (ctx) => {
    const { query } = ctx;
    return read((name) => (query[name] === '' ? undefined : query[name]));
  };
}

/** A route that takes these fields from the body or the query string. */
export const withFields = runOn(fieldsReader);

/** A route that takes these fields from the query string. */
export const withQuery = runOn(queryReader);

function runOn(readerOf: typeof fieldsReader) {
  return <S extends z.ZodObject>(schema: S, run: (ctx: Context, fields: z.output<S>) => Promise<Outcome>) => {
    const read = readerOf(schema);
    return function handle(ctx: Context): Promise<Outcome> | Outcome {
      const fields = read(ctx);
      return fields.ok ? run(ctx, fields.value) : fields.error;
    };
  };
}
