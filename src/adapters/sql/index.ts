export { DATABASE_URL_FORMS, parseDatabaseUrl } from './database-url.js';
export {
  migrateSqlTables,
  openSqlBackend,
  UnknownTables,
  type SqlBackend,
  type SqlBackendOptions,
} from './open-sql-backend.js';
export { SCHEMA_NAMES, type SchemaName } from './schemas/schemas.js';
