import type { MailSchema } from '../mail-schema.js';
/** PostfixAdmin's tables, which are its own to make and to change, and ours beside them. */
export declare const postfixadmin: MailSchema;
