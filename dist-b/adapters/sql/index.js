export { DATABASE_URL_FORMS, parseDatabaseUrl } from './database-url.js';
export { checkSqlDatabase, migrateSqlTables, openSqlBackend, planSqlTables, UnknownTables, } from './open-sql-backend.js';
export { SCHEMA_NAMES } from './schemas/schemas.js';
