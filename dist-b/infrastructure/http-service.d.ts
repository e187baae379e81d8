import type { Logger } from 'pino';
import type { SqlBackend } from '../adapters/sql/open-sql-backend.js';
import type { Settings } from './config.js';
export interface HttpService {
    /** Where it listens, by the port that it really got. */
    readonly url: string;
    /** Accepts nothing more, finishes what runs, then closes the backend. What still runs when the time limit is over is cut off. */
    stop(): Promise<void>;
    /** Cuts off what still runs. */
    cutOff(): void;
}
/** Serves the HTTP API on an open backend, which it closes in the end. */
export declare function startHttpService(settings: Settings, backend: SqlBackend, logger: Logger): Promise<HttpService>;
