import * as z from 'zod';
import { ok, type Result } from '../../../domain/result.js';
import { type FieldProblem, parseFields } from './parse-fields.js';
import { quickReadOf } from './quick-reads.js';

export type FieldReader<S extends z.ZodObject> = (
  valueOf: (name: string) => unknown,
) => Result<z.output<S>, FieldProblem>;

/**
 * Reads these fields as `parseFields` does, quickly if all are good; if one is not, the schema
 * itself reads them again.
 */
export function compileReader<S extends z.ZodObject>(schema: S): FieldReader<S> {
  const shape: Readonly<Record<string, unknown>> = schema.shape;
  const fields = Object.entries(shape).map(([name, field]) => {
    const isOptional = field instanceof z.ZodOptional;
    return { name, isOptional, read: quickReadOf(isOptional ? field.unwrap() : field) };
  });
  return (valueOf) => {
    const values: Record<string, unknown> = {};
    for (const { name, isOptional, read } of fields) {
      const given = valueOf(name);
      const value = given === undefined ? undefined : read?.(given);
      if (value === undefined && !(given === undefined && isOptional)) return parseFields(schema, valueOf);
      values[name] = value;
    }
    return ok(values as z.output<S>);
  };
}
