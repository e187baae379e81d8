import type { MailSchema } from '../mail-schema.js';
/** The tables of the haltman mail-forwarding core and of its API: our own where they are missing. */
export declare const haltman: MailSchema;
