import type { DialectName } from '../../dialects/dialect.js';
import type { PostfixMap } from '../mail-schema.js';
/**
 * The questions of PostfixAdmin's own documentation, but that an alias counts on a served domain alone: Postfix asks its alias maps
 * about every address that passes through. Domains are mailbox domains, for PostfixAdmin's may have mailboxes.
 */
export declare function postfixadminMaps(dialect: DialectName): readonly PostfixMap[];
