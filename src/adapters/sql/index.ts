export { DATABASE_URL_FORMS, parseDatabaseUrl } from './connections/database-url.js';
export type { Finding } from './upkeep/finding.js';
export {
  checkSqlDatabase,
  migrateSqlTables,
  openSqlBackend,
  planSqlTables,
  UnknownTables,
  type SqlBackend,
  type SqlBackendOptions,
} from './open-sql-backend.js';
export type { MailSchema } from './schemas/mail-schema.js';
export { SCHEMA_NAMES, type SchemaName } from './schemas/schemas.js';
