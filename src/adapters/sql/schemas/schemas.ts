import { haltman } from './haltman/haltman.js';
import type { MailSchema } from './mail-schema.js';
import { postfixadmin } from './postfixadmin/postfixadmin.js';

/** A new mail server is a folder beside this file and a line here. */
export const SCHEMAS = { haltman, postfixadmin } as const satisfies Record<string, MailSchema>;

export type SchemaName = keyof typeof SCHEMAS;
export const SCHEMA_NAMES = Object.keys(SCHEMAS) as [SchemaName, ...SchemaName[]];
