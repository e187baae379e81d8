export { DATABASE_URL_FORMS, parseDatabaseUrl } from './database-url.js';
export type { Finding } from './finding.js';
export { checkSqlDatabase, migrateSqlTables, openSqlBackend, planSqlTables, UnknownTables, type SqlBackend, type SqlBackendOptions, } from './open-sql-backend.js';
export { SCHEMA_NAMES, type SchemaName } from './schemas/schemas.js';
