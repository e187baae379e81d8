import type { MailSchema } from './mail-schema.js';
/** A new mail server is a folder beside this file and a line here. */
export declare const SCHEMAS: {
    readonly haltman: MailSchema;
    readonly postfixadmin: MailSchema;
};
export type SchemaName = keyof typeof SCHEMAS;
export declare const SCHEMA_NAMES: [SchemaName, ...SchemaName[]];
