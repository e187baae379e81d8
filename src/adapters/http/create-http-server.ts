import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { requestIdFor } from './identify-request.js';

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
}

export const HTTP_SERVER_LIMITS: HttpServerLimits = {
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  keepAliveTimeoutMs: 65_000,
  checkIntervalMs: 1_000,
  maxHeaderBytes: 16 * 1024,
};

/** A server with limits on everything, which answers even what is no HTTP in the form of the contract. */
export function createHttpServer(listener: RequestListener, limits: HttpServerLimits = HTTP_SERVER_LIMITS): Server {
  const server = createServer({
    requestTimeout: limits.requestTimeoutMs,
    headersTimeout: limits.headersTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
    maxHeaderSize: limits.maxHeaderBytes,
  });
  const unanswered = new Map<Duplex, Set<ServerResponse>>();
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const responses = unanswered.get(socket) ?? new Set();
    unanswered.set(socket, responses.add(response));
    response.once('close', () => {
      responses.delete(response);
      if (responses.size === 0) unanswered.delete(socket);
    });
    listener(request, response);
  };
  server.on('request', serve);
  // An Expect header that Node.js does not know is no reason to refuse (RFC 9110 10.1.1).
  server.on('checkExpectation', serve);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    refuseMalformedHttp(error, socket, [...(unanswered.get(socket) ?? [])]);
  });
  return server;
}

/** A broken request may follow good ones on its connection, whose answers must go out first and must not be mixed with this one. */
function refuseMalformedHttp(error: NodeJS.ErrnoException, socket: Duplex, unanswered: ServerResponse[]): void {
  const running = unanswered.findLast((response) => response.req.complete);
  if (running) {
    running.shouldKeepAlive = false;
    return;
  }
  if (!socket.writable || unanswered.some((response) => response.headersSent)) {
    socket.destroy();
    return;
  }
  socket.end(malformedHttpAnswer(error.code));
}

function malformedHttpAnswer(code: string | undefined): string {
  const [status, reason] = STATUS_AND_REASON.get(code) ?? ['400 Bad Request', 'malformed_request'];
  const body = JSON.stringify({ error: 'invalid_params', reason });
  return [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Cache-Control: no-store',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestIdFor('')}`,
    '',
    body,
  ].join('\r\n');
}

const STATUS_AND_REASON: ReadonlyMap<string | undefined, readonly [status: string, reason: string]> = new Map([
  ['HPE_HEADER_OVERFLOW', ['431 Request Header Fields Too Large', 'headers_too_large']],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', ['413 Content Too Large', 'chunk_extensions_too_large']],
  ['ERR_HTTP_REQUEST_TIMEOUT', ['408 Request Timeout', 'request_timeout']],
]);
