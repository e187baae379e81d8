import { type Result } from '../../domain/result.js';
import type { ServerLocation } from './dialects/server/server-location.js';
/** Which database, and how to speak to it. */
export type DatabaseUrl = 
/** A path, relative to the working directory, or `:memory:`. */
{
    readonly dialect: 'sqlite';
    readonly path: string;
} | {
    readonly dialect: 'mysql' | 'postgres';
    readonly server: ServerLocation;
};
export declare const DATABASE_URL_FORMS = "sqlite:PATH, mysql://USER:PASSWORD@HOST:PORT/DATABASE (or mariadb://), postgres://USER:PASSWORD@HOST:PORT/DATABASE";
/** The problem, where there is one, never quotes the URL: it may hold a password. */
export declare function parseDatabaseUrl(text: string): Result<DatabaseUrl, string>;
