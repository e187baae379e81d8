import type { DialectName } from './dialects/dialect.js';

/** Where a database is, and how to speak to it. */
export interface DatabaseUrl {
  readonly dialect: DialectName;
  /** What follows the scheme; for SQLite a path, relative to the working directory, or `:memory:`. */
  readonly location: string;
}

export const DATABASE_URL_FORMS = 'sqlite:PATH';

/** `undefined` where the text is none of the forms. A URL may hold a password, so it stands in no message. */
export function parseDatabaseUrl(text: string): DatabaseUrl | undefined {
  const location = /^sqlite:(.+)$/.exec(text)?.[1];
  return location === undefined ? undefined : { dialect: 'sqlite', location };
}
