import type { Logger } from 'pino';
import { HttpServer } from '../adapters/http/http-server.js';
import type { Metrics } from './metrics.js';
/** Serves the metrics on a port of their own, which is nobody's but the operator's. Resolves once it listens. */
export declare function startMetricsServer(metrics: Metrics, { host, port }: {
    readonly host: string;
    readonly port: number;
}, logger: Logger): Promise<HttpServer>;
