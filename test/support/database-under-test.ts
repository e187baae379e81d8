import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { openSqlBackend, type SqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import type { MailSchema } from '../../src/adapters/sql/schemas/mail-schema.js';
import { schemaOf } from '../../src/adapters/sql/schemas/schema-of.js';
import type { SchemaName } from '../../src/adapters/sql/schemas/schemas.js';
import { disposeAll } from './dispose-all.js';
import { type DatabaseKind, installation } from './foreign/installations.js';
import { type InstalledDatabase, installDatabase } from './installed-database.js';

/** What a block of tests works on: made once, emptied before each test, gone in the end. */
export interface DatabaseUnderTest {
  readonly database: InstalledDatabase;
  readonly backend: SqlBackend;
}

/** For a `describe` block; what it returns is to be read within its tests. */
export function useDatabase(kind: DatabaseKind, name: string): DatabaseUnderTest {
  const installed = installation(kind, name);
  const current = {} as { database: InstalledDatabase; backend: SqlBackend };
  beforeAll(async () => {
    current.database = await installDatabase(kind, installed);
  });
  beforeEach(async () => {
    await emptyTables(current.database, installed.schema);
    current.backend = await openSqlBackend({ url: current.database.url, schema: installed.schema });
  });
  afterEach(() => current.backend.close());
  afterAll(() => disposeAll(current.database));
  return current;
}

/** Those that refer to others come later in the schema's list. */
export async function emptyTables(database: InstalledDatabase, schema: SchemaName | MailSchema): Promise<void> {
  for (const table of Object.keys(schemaOf(schema).tables).reverse()) await database.run(`DELETE FROM ${table}`);
}
