import type { SqlDialect } from './dialects/dialect.js';
import type { Finding } from './finding.js';
import type { MailSchema } from './schemas/mail-schema.js';
import type { UntypedDatabase } from './untyped-database.js';
/** Everything that the service will rely on: the server, the tables, the rights to use them. Changes nothing. */
export declare function checkTables(db: UntypedDatabase, schema: MailSchema, dialect: SqlDialect): Promise<Finding[]>;
