import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { refuseMalformedHttp } from './malformed-http.js';

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

export const DEFAULT_HTTP_LIMITS: HttpServerLimits = {
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  keepAliveTimeoutMs: 65_000,
  checkIntervalMs: 1_000,
  maxHeaderBytes: 16 * 1024,
  maxConnections: 10_000,
};

/** An HTTP server with limits on everything, which stops without dropping what it has begun. */
export class HttpServer {
  private readonly server: Server;
  /** The open connections, each with the exchanges on it that have begun and not ended: request read and answer sent. */
  private readonly connections = new Map<Duplex, Set<ServerResponse>>();
  private stopping = false;

  constructor(listener: RequestListener, limits: Partial<HttpServerLimits> = {}) {
    const { requestTimeoutMs, headersTimeoutMs, keepAliveTimeoutMs, checkIntervalMs, maxHeaderBytes, maxConnections } =
      {
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
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.track(response);
      listener(request, response);
    };
    this.server.on('request', serve);
    // An Expect header that Node.js does not know is no reason to refuse (RFC 9110 10.1.1).
    this.server.on('checkExpectation', serve);
    this.server.on('connection', (socket: Duplex) => {
      this.connections.set(socket, new Set());
      socket.once('close', () => this.connections.delete(socket));
    });
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
      refuseMalformedHttp(error, socket, [...(this.connections.get(socket) ?? [])]);
    });
  }

  /**
   * Listens, and says where: port 0 picks a free one.
   *
   * @throws the system's error (EADDRINUSE, EACCES …) where it cannot.
   */
  async listen(port: number, host: string): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    const bound = this.server.address() as AddressInfo;
    return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
  }

  /** Accepts nothing more, lets the requests that have begun end, and resolves when all connections are closed. */
  async stop(): Promise<void> {
    this.stopping = true;
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const [socket, exchanges] of this.connections) {
      // Node.js closes connections that wait for their next request, but not those that have not sent their first.
      if (isIdle(exchanges)) socket.destroy();
      for (const response of exchanges) response.shouldKeepAlive = false;
    }
    await closed;
  }

  /** Closes all connections at once, whatever runs on them. */
  cutOff(): void {
    this.server.closeAllConnections();
  }

  private track(response: ServerResponse): void {
    const request = response.req;
    const { socket } = request;
    const exchanges = this.connections.get(socket);
    exchanges?.add(response);
    const settle = () => {
      if (request.complete && response.writableFinished) exchanges?.delete(response);
      // The answer may have promised to keep the connection before the server began to stop.
      if (this.stopping && exchanges && isIdle(exchanges)) socket.end();
    };
    // Each closes once, so that nothing need be wrapped.
    request.on('close', settle);
    response.on('close', settle);
  }
}

function isIdle(exchanges: ReadonlySet<ServerResponse>): boolean {
  return [...exchanges].every((response) => response.writableFinished);
}
