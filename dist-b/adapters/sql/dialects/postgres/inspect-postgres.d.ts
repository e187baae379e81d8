import type { Finding } from '../../finding.js';
import type { KeyedTable } from '../dialect.js';
import type { UntypedDatabase } from '../../untyped-database.js';
export declare function inspectPostgres(db: UntypedDatabase, tables: readonly KeyedTable[]): Promise<readonly Finding[]>;
