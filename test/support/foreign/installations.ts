import type { DialectName } from '../../../src/adapters/sql/connections/dialect.js';
import { type SchemaName, SCHEMA_NAMES, SCHEMAS } from '../../../src/adapters/sql/schemas/schemas.js';
import type { ServerKind } from '../servers/server-kind.js';
import { haltmanTables } from './haltman-tables.js';
import { postfixadminTables } from './postfixadmin-tables.js';

/** What a database may hold when we come to it. */
export interface Installation<Schema = SchemaName> {
  readonly name: string;
  readonly schema: Schema;
  /** The statements that make the mail server's own tables, as it makes them. */
  readonly tables: readonly string[];
}

export type DatabaseKind = 'sqlite' | ServerKind;

/** A schema without a line here begins with nothing, and makes all of its tables itself. */
const FOREIGN: Partial<Record<SchemaName, (kind: DatabaseKind) => readonly Omit<Installation, 'schema'>[]>> = {
  haltman: (kind) => [
    { name: 'haltman', tables: [] },
    ...(kind === 'mariadb'
      ? [
          { name: 'haltman, the oldest core', tables: haltmanTables('oldest', 'core') },
          { name: 'haltman, the newest core and API', tables: haltmanTables('newest', 'core-and-api') },
        ]
      : []),
  ],
  postfixadmin: (kind) =>
    (['3.3', '2026'] as const).map((release) => ({
      name: `postfixadmin ${release}`,
      tables: postfixadminTables(dialectOf(kind), release),
    })),
};

export const dialectOf = (kind: DatabaseKind): DialectName => (kind === 'mariadb' ? 'mysql' : kind);

/** The registered schemas that are there on this kind of database. */
export function schemasOn(kind: DatabaseKind): readonly SchemaName[] {
  return SCHEMA_NAMES.filter((name) => SCHEMAS[name].dialects.some((dialect) => dialect === dialectOf(kind)));
}

export function installations(kind: DatabaseKind): readonly Installation[] {
  return schemasOn(kind).flatMap((schema) =>
    (FOREIGN[schema]?.(kind) ?? [{ name: schema, tables: [] }]).map((installation) => ({ ...installation, schema })),
  );
}

/** The one of that name: `haltman`, `postfixadmin 3.3` … */
export function installation(kind: DatabaseKind, name: string): Installation {
  const found = installations(kind).find((one) => one.name === name);
  if (!found) throw new Error(`there is no installation ${name} on ${kind}`);
  return found;
}
