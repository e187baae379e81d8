import * as z from 'zod';
import { err, ok, type Result } from '../../../domain/result.js';
import { type Constraints, CONSTRAINTS } from './constraints.js';

/** The first field that does not fit. */
export interface FieldProblem {
  readonly kind: 'field_refused';
  readonly field: string;
  /** A stable code. */
  readonly reason: string;
  /** A sentence for a person; none about a field that is missing. */
  readonly message?: string;
  /** What would have been accepted. */
  readonly constraints?: Constraints;
}

/** Every field, or what is wrong with the first that does not fit. */
export function parseFields<S extends z.ZodObject>(
  schema: S,
  valueOf: (name: string) => unknown,
): Result<z.output<S>, FieldProblem> {
  const values = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, valueOf(name)]));
  const parsed = schema.safeParse(values);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  if (!issue) throw new Error('fields were refused without an issue');
  const field = String(issue.path[0]);
  const constraints = constraintsOf(schema, field);
  return err({
    kind: 'field_refused',
    field,
    ...(values[field] === undefined ? { reason: 'missing' } : { reason: reasonOf(issue), message: issue.message }),
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
