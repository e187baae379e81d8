import type { MailSchema } from './mail-schema.js';
import { type SchemaName, SCHEMAS } from './schemas.js';

/** One that comes with Postern, by its name, or one of the caller's own. */
export function schemaOf(schema: SchemaName | MailSchema): MailSchema {
  return typeof schema === 'string' ? SCHEMAS[schema] : schema;
}
