import type { Finding } from '../../finding.js';
import type { UntypedDatabase } from '../../untyped-database.js';
/** The file was opened in WAL mode with `synchronous=FULL`, or not at all: see open-file.ts. */
export declare function inspectSqlite(db: UntypedDatabase): Promise<readonly Finding[]>;
