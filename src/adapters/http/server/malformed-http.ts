import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { requestIdFor } from '../pipeline/identify-request.js';

interface Answer {
  readonly status: string;
  readonly error: 'invalid_params' | 'payload_too_large';
  readonly reason: string;
}

const MALFORMED: Answer = { status: '400 Bad Request', error: 'invalid_params', reason: 'malformed_request' };
const ANSWERS: ReadonlyMap<string | undefined, Answer> = new Map<string | undefined, Answer>([
  [
    'HPE_HEADER_OVERFLOW',
    { status: '431 Request Header Fields Too Large', error: 'invalid_params', reason: 'headers_too_large' },
  ],
  [
    'HPE_CHUNK_EXTENSIONS_OVERFLOW',
    { status: '413 Payload Too Large', error: 'payload_too_large', reason: 'chunk_extensions_too_large' },
  ],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: '408 Request Timeout', error: 'invalid_params', reason: 'request_timeout' }],
]);

/**
 * Answers what is no HTTP, or came too slowly, in the form of the contract, and closes the connection.
 *
 * The broken request may follow good ones on its connection, whose answers must go out first and must not be mixed with this one.
 */
export function refuseMalformedHttp(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  exchanges: readonly ServerResponse[],
): void {
  const running = exchanges.findLast((response) => response.req.complete);
  const broken = exchanges.at(-1);
  const { status, ...body } = ANSWERS.get(error.code) ?? MALFORMED;
  if (running) {
    running.shouldKeepAlive = false;
    // Its head may have been sent already.
    running.once('close', () => socket.end());
  } else if (!socket.writable || broken?.headersSent) {
    socket.destroy();
  } else if (broken) {
    // Its head was good, so it has its id already, and its line in the log.
    broken.writeHead(Number.parseInt(status), headersFor(body)).end(JSON.stringify(body));
  } else {
    const headers = { ...headersFor(body), 'Cache-Control': 'no-store', 'X-Request-Id': requestIdFor('') };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${JSON.stringify(body)}`);
  }
}

function headersFor(body: object) {
  return {
    Connection: 'close',
    'Content-Type': 'application/json; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': JSON.stringify(body).length,
  };
}
