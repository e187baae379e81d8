import * as z from 'zod';
import { err, ok, type Result } from '../../../domain/result.js';
import type { Context } from './context.js';
import { CONSTRAINTS } from '../fields/fields.js';
import { refuse, type Refusal } from './refuse.js';

/** The body's fields, or else the query string's. `null` in the body counts as absent; a value of a wrong type does not. */
export function readFields<S extends z.ZodObject>(ctx: Context, schema: S): Result<z.output<S>, Refusal> {
  const body: object = ctx.state.body ?? {};
  return parseFields(schema, (name) => {
    const own: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
    return own ?? ctx.query[name];
  });
}

/** The query string's fields; what is empty counts as absent. */
function readQuery<S extends z.ZodObject>(ctx: Context, schema: S): Result<z.output<S>, Refusal> {
  return parseFields(schema, (name) => (ctx.query[name] === '' ? undefined : ctx.query[name]));
}

/** A route that takes these fields from the body or the query string; what does not fit is 400. */
export const withFields = runOn(readFields);

/** A route that takes these fields from the query string; what does not fit is 400. */
export const withQuery = runOn(readQuery);

function runOn(read: typeof readFields) {
  return <S extends z.ZodObject>(schema: S, run: (ctx: Context, fields: z.output<S>) => Promise<void>) =>
    async function handle(ctx: Context): Promise<void> {
      const fields = read(ctx, schema);
      if (fields.ok) await run(ctx, fields.value);
      else refuse(ctx, 400, fields.error);
    };
}

/** Every field, or what is wrong with the first that does not fit. */
export function parseFields<S extends z.ZodObject>(
  schema: S,
  valueOf: (name: string) => unknown,
): Result<z.output<S>, Refusal> {
  const values = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, valueOf(name)]));
  const parsed = schema.safeParse(values);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  if (!issue) throw new Error('fields were refused without an issue');
  const field = String(issue.path[0]);
  const constraints = constraintsOf(schema, field);
  return err({
    error: 'invalid_params',
    field,
    ...(values[field] === undefined
      ? { reason: 'missing', hint: 'Send the field in the body or in the query string.' }
      : { reason: reasonOf(issue), hint: issue.message }),
    ...(constraints && { constraints }),
  });
}

function constraintsOf(schema: z.ZodObject, name: string) {
  const field: unknown = schema.shape[name];
  const inner: unknown = field instanceof z.ZodOptional ? field.unwrap() : field;
  return inner instanceof z.ZodType ? CONSTRAINTS.get(inner) : undefined;
}

/** The contract's code for what zod found. */
function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return String(issue.params?.['reason']);
    case 'invalid_type':
      return issue.expected === 'string' ? 'not_a_string' : 'not_a_whole_number';
    case 'invalid_value':
      return 'not_a_flag';
    case 'too_small':
    case 'too_big':
      return 'out_of_range';
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      throw new Error(`no field is refused by ${issue.code}`);
  }
}
