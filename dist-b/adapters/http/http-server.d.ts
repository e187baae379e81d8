import { type RequestListener } from 'node:http';
export interface HttpServerLimits {
    /** A whole request, its body included, must have come by then. */
    readonly requestTimeoutMs: number;
    /** Its headers must have come by then. */
    readonly headersTimeoutMs: number;
    /** How long a connection may wait for its next request; longer than the proxies in front keep theirs. */
    readonly keepAliveTimeoutMs: number;
    /** How often slow requests are looked for. */
    readonly checkIntervalMs: number;
    readonly maxHeaderBytes: number;
    /** How many connections are open at most; one more is closed at once. */
    readonly maxConnections: number;
}
export declare const DEFAULT_HTTP_LIMITS: HttpServerLimits;
/** An HTTP server with limits on everything, which stops without dropping what it has begun. */
export declare class HttpServer {
    private readonly server;
    /** The open connections, each with the exchanges on it that have begun and not ended: request read and answer sent. */
    private readonly connections;
    private stopping;
    constructor(listener: RequestListener, limits?: Partial<HttpServerLimits>);
    /**
     * Listens, and says where: port 0 picks a free one.
     *
     * @throws the system's error (EADDRINUSE, EACCES …) where it cannot.
     */
    listen(port: number, host: string): Promise<string>;
    /** Accepts nothing more, lets the requests that have begun end, and resolves when all connections are closed. */
    stop(): Promise<void>;
    /** Closes all connections at once, whatever runs on them. */
    cutOff(): void;
    private track;
}
