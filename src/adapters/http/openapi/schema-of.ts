import * as z from 'zod';
import type { Json } from './headers.js';

interface Fields {
  readonly properties: Readonly<Record<string, Json>>;
  readonly required: readonly string[];
}

export function fieldsOf(input: z.ZodObject): Fields {
  return { required: [], ...schemaOf(input, 'input') } as unknown as Fields;
}

/** Open: a client must take an answer with a field that it does not know. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // What z.int() says of every number.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  delete json.$schema;
  return json;
}
