import type { DialectName } from '../connections/dialect.js';
import type { MailSchema } from './mail-schema.js';

const TITLES = {
  sqlite: 'SQLite',
  mysql: 'MariaDB or MySQL',
  postgres: 'PostgreSQL',
} as const satisfies Record<DialectName, string>;

/** Why a schema cannot be in a database of this kind, which names the kinds that it can be in; `undefined` if it can. */
export function refuseDialect(
  { title, dialects }: Pick<MailSchema, 'title' | 'dialects'>,
  dialect: DialectName,
): string | undefined {
  if (dialects.includes(dialect)) return undefined;
  const known = dialects.map((name) => TITLES[name]).join(' or ');
  return `${title} keeps its tables in ${known}; the database URL names ${TITLES[dialect]}`;
}
