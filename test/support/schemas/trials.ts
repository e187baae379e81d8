import type { MailSchema } from '../../../src/adapters/sql/schemas/mail-schema.js';
import { type DatabaseKind, dialectOf, type Installation } from '../foreign/installations.js';
import { ispmailTables } from '../foreign/ispmail-tables.js';
import { modoboaTables } from '../foreign/modoboa-tables.js';
import { ispmail } from './ispmail.js';
import { modoboa } from './modoboa.js';

/**
 * Small schemas that nobody registered. Each takes freedoms that the registered ones do not take: rows that are deleted, rows that
 * share an address, aliases of two rows, columns that hold less.
 */
export function trials(kind: DatabaseKind): readonly Installation<MailSchema>[] {
  const dialect = dialectOf(kind);
  const all = [
    { name: 'ispmail', schema: ispmail, tables: ispmailTables(dialect) },
    { name: 'modoboa', schema: modoboa, tables: modoboaTables(dialect) },
  ];
  return all.filter(({ schema }) => schema.dialects.includes(dialect));
}
