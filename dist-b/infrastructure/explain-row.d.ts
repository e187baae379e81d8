import type { ImportRowError } from '../application/import-aliases.js';
/** Why a row of a file was not imported. */
export declare function explainRow(error: ImportRowError): string;
