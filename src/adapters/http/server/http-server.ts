import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HttpApp } from '../pipeline/create-app.js';
import { Connection, type PeerLimits } from './connection.js';
import { refuseMalformedHttp } from './malformed-http.js';

export interface HttpServerLimits extends PeerLimits {
  /** A whole request, its body included, must have come by then. */
  readonly requestTimeoutMs: number;
  /** Its headers must have come by then. */
  readonly headersTimeoutMs: number;
  /** How long a connection may wait for its next request; longer than the proxies in front keep theirs. */
  readonly keepAliveTimeoutMs: number;
  /** How often slow requests, and peers that are slow otherwise, are looked for. */
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
  lingerMs: 2_000,
  answerTimeoutMs: 60_000,
  maxHeaderBytes: 16 * 1024,
  maxConnections: 10_000,
};

/** An HTTP server with limits on everything, which stops without dropping what it has begun. */
export class HttpServer {
  private readonly server: Server;
  private readonly connections = new Map<Duplex, Connection>();
  private readonly limits: HttpServerLimits;
  private checking: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(app: HttpApp, limits: Partial<HttpServerLimits> = {}) {
    this.limits = { ...DEFAULT_HTTP_LIMITS, ...limits };
    this.server = createServer({
      requestTimeout: this.limits.requestTimeoutMs,
      headersTimeout: this.limits.headersTimeoutMs,
      keepAliveTimeout: this.limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: this.limits.checkIntervalMs,
      maxHeaderSize: this.limits.maxHeaderBytes,
      requireHostHeader: false,
    });
    // A caller who has sent all of its request may close its side and still wait for the answer (RFC 9293 3.6).
    Object.assign(this.server, { httpAllowHalfOpen: true });
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.track(response);
      app.listener(request, response);
    };
    this.server.on('request', serve);
    // An Expect header that Node.js does not know is no reason to refuse (RFC 9110 10.1.1).
    this.server.on('checkExpectation', serve);
    this.server.on('connection', (socket: Socket) => {
      // Read now, as Node.js keeps it: once its peer has reset it, a connection whose requests can still be read has no address any more,
      // and they would pass all bans and limits by address. Without an address, there is nobody to answer.
      const hasAddress = socket.remoteAddress !== undefined;
      // Not by the server's own `maxConnections`: a worker of a cluster would hand the connection back, to be given it again at once.
      if (!hasAddress || this.connections.size >= this.limits.maxConnections) {
        socket.destroy();
        return;
      }
      this.connections.set(socket, new Connection(socket));
      socket.once('close', () => this.connections.delete(socket));
    });
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
      const exchanges = [...(this.connections.get(socket)?.exchanges ?? [])];
      refuseMalformedHttp(error, socket, exchanges, app.refuse);
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
    this.checking = setInterval(() => {
      const nowMs = performance.now();
      for (const connection of this.connections.values()) connection.destroyIfOverdue(nowMs, this.limits);
    }, this.limits.checkIntervalMs).unref();
    const bound = this.server.address() as AddressInfo;
    return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
  }

  /** Accepts nothing more, lets the requests that have begun end, and resolves when all connections are closed. */
  async stop(): Promise<void> {
    this.stopping = true;
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const connection of this.connections.values()) {
      // Node.js closes connections that wait for their next request, but not those that have not sent their first.
      if (connection.isIdle()) connection.socket.destroy();
      for (const response of connection.exchanges) response.shouldKeepAlive = false;
    }
    await closed;
    clearInterval(this.checking);
  }

  /** Closes all connections at once, whatever runs on them. */
  cutOff(): void {
    // Node.js leaves out those that it no longer reads from.
    for (const socket of this.connections.keys()) socket.destroy();
  }

  private track(response: ServerResponse): void {
    const request = response.req;
    const { socket } = request;
    const connection = this.connections.get(socket);
    connection?.exchanges.add(response);
    const settle = () => {
      if (request.complete && response.writableFinished) connection?.exchanges.delete(response);
      // The answer may have promised to keep the connection before the server began to stop.
      if (this.stopping && connection?.isIdle()) socket.end();
    };
    // Each closes once, so that nothing need be wrapped.
    request.on('close', settle);
    response.on('close', settle);
  }
}
