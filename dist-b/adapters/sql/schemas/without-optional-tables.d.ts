import type { MailSchema } from './mail-schema.js';
/**
 * The schema where the feature that its optional tables are for is off: they are neither missed nor made. Migrations keep their
 * names, for one that took place earlier must still be known; one that made nothing is run again once a table of its is missed.
 */
export declare function withoutOptionalTables(schema: MailSchema): MailSchema;
