import type { Trouble } from '../server/server-connection.js';
/** Not by `instanceof`: tests may run in another realm than the driver package. */
export declare function judgeMysqlError(error: unknown): Trouble;
export declare function isMysqlDenial(error: unknown): boolean;
