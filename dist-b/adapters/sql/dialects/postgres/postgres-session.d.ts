import type { ConnectionLimits } from '../dialect.js';
import type { Session } from '../server/server-connection.js';
import { type ServerLocation } from '../server/server-location.js';
/** Loads the driver package, and returns how to open one session. */
export declare function postgresSessions(server: ServerLocation, limits: ConnectionLimits): Promise<() => Promise<Session>>;
