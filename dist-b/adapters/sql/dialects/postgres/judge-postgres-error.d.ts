import type { Trouble } from '../server/server-connection.js';
/** Not by `instanceof`: tests may run in another realm than the driver package. */
export declare function judgePostgresError(error: unknown): Trouble;
export declare function isPostgresDenial(error: unknown): boolean;
