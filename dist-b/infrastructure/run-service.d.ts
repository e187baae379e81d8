import { type SqlBackend } from '../adapters/sql/open-sql-backend.js';
import type { Settings } from './config.js';
export interface ServiceHooks {
    /** Runs on the open backend before anything is served; what it returns is called once the service listens, or cannot. */
    prepare?(backend: SqlBackend): Promise<(url: string | undefined) => void>;
}
/** Serves until SIGTERM or SIGINT; then ends the process with 0. A second signal cuts off what still runs. */
export declare function runService(settings: Settings, hooks?: ServiceHooks): Promise<void>;
