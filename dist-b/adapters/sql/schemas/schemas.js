import { haltman } from './haltman/haltman.js';
import { postfixadmin } from './postfixadmin/postfixadmin.js';
/** A new mail server is a folder beside this file and a line here. */
export const SCHEMAS = { haltman, postfixadmin };
export const SCHEMA_NAMES = Object.keys(SCHEMAS);
