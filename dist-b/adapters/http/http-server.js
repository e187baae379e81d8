import { createServer } from 'node:http';
import { refuseMalformedHttp } from './malformed-http.js';
export const DEFAULT_HTTP_LIMITS = {
    requestTimeoutMs: 30_000,
    headersTimeoutMs: 10_000,
    keepAliveTimeoutMs: 65_000,
    checkIntervalMs: 1_000,
    maxHeaderBytes: 16 * 1024,
    maxConnections: 10_000,
};
/** An HTTP server with limits on everything, which stops without dropping what it has begun. */
export class HttpServer {
    server;
    /** The open connections, each with the exchanges on it that have begun and not ended: request read and answer sent. */
    connections = new Map();
    stopping = false;
    constructor(listener, limits = {}) {
        const { requestTimeoutMs, headersTimeoutMs, keepAliveTimeoutMs, checkIntervalMs, maxHeaderBytes, maxConnections } = {
            ...DEFAULT_HTTP_LIMITS,
            ...limits,
        };
        this.server = createServer({
            requestTimeout: requestTimeoutMs,
            headersTimeout: headersTimeoutMs,
            keepAliveTimeout: keepAliveTimeoutMs,
            connectionsCheckingInterval: checkIntervalMs,
            maxHeaderSize: maxHeaderBytes,
            requireHostHeader: false,
        });
        this.server.maxConnections = maxConnections;
        const serve = (request, response) => {
            this.track(response);
            listener(request, response);
        };
        this.server.on('request', serve);
        // An Expect header that Node.js does not know is no reason to refuse (RFC 9110 10.1.1).
        this.server.on('checkExpectation', serve);
        this.server.on('connection', (socket) => {
            this.connections.set(socket, new Set());
            socket.once('close', () => this.connections.delete(socket));
        });
        this.server.on('clientError', (error, socket) => {
            refuseMalformedHttp(error, socket, [...(this.connections.get(socket) ?? [])]);
        });
    }
    /**
     * Listens, and says where: port 0 picks a free one.
     *
     * @throws the system's error (EADDRINUSE, EACCES …) where it cannot.
     */
    async listen(port, host) {
        await new Promise((resolve, reject) => {
            this.server.once('error', reject);
            this.server.listen(port, host, () => {
                this.server.off('error', reject);
                resolve();
            });
        });
        const bound = this.server.address();
        return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
    }
    /** Accepts nothing more, lets the requests that have begun end, and resolves when all connections are closed. */
    async stop() {
        this.stopping = true;
        const closed = new Promise((resolve) => this.server.close(resolve));
        for (const [socket, exchanges] of this.connections) {
            // Node.js closes connections that wait for their next request, but not those that have not sent their first.
            if (isIdle(exchanges))
                socket.destroy();
            for (const response of exchanges)
                response.shouldKeepAlive = false;
        }
        await closed;
    }
    /** Closes all connections at once, whatever runs on them. */
    cutOff() {
        this.server.closeAllConnections();
    }
    track(response) {
        const request = response.req;
        const { socket } = request;
        const exchanges = this.connections.get(socket);
        exchanges?.add(response);
        const settle = () => {
            if (request.complete && response.writableFinished)
                exchanges?.delete(response);
            // The answer may have promised to keep the connection before the server began to stop.
            if (this.stopping && exchanges && isIdle(exchanges))
                socket.end();
        };
        // Each closes once, so that nothing need be wrapped.
        request.on('close', settle);
        response.on('close', settle);
    }
}
function isIdle(exchanges) {
    return [...exchanges].every((response) => response.writableFinished);
}
