import { parseDatabaseUrl } from '../../adapters/sql/connections/database-url.js';
import type { MailSchema } from '../../adapters/sql/schemas/mail-schema.js';
import { refuseDialect } from '../../adapters/sql/schemas/refuse-dialect.js';
import { SCHEMAS } from '../../adapters/sql/schemas/schemas.js';

interface SchemaValues {
  readonly POSTERN_MAIL_SCHEMA: string;
  readonly POSTERN_DATABASE_URL: string;
  readonly POSTERN_POSTFIX_DATABASE_URL?: string | undefined;
}

/** A problem for each URL of a database that the mail server does not keep its tables in. */
export function schemaProblems(
  values: SchemaValues,
  schemas: Readonly<Record<string, MailSchema>> = SCHEMAS,
): readonly string[] {
  const schema = schemas[values.POSTERN_MAIL_SCHEMA];
  return (['POSTERN_DATABASE_URL', 'POSTERN_POSTFIX_DATABASE_URL'] as const).flatMap((name) => {
    const url = parseDatabaseUrl(values[name] ?? '');
    const refusal = schema && url.ok ? refuseDialect(schema, url.value.dialect) : undefined;
    return refusal === undefined ? [] : [`${name}: ${refusal}`];
  });
}
