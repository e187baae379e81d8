import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { requestIdFor } from './identify-request.js';

const STATUS_AND_REASON: ReadonlyMap<string | undefined, readonly [status: string, reason: string]> = new Map([
  ['HPE_HEADER_OVERFLOW', ['431 Request Header Fields Too Large', 'headers_too_large']],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', ['413 Content Too Large', 'chunk_extensions_too_large']],
  ['ERR_HTTP_REQUEST_TIMEOUT', ['408 Request Timeout', 'request_timeout']],
]);

/**
 * Answers what is no HTTP, or came too slowly, in the form of the contract, and closes the connection.
 *
 * The broken request may follow good ones on its connection, whose answers must go out first and must not be mixed with this one.
 */
export function refuseMalformedHttp(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  unanswered: readonly ServerResponse[],
): void {
  const running = unanswered.findLast((response) => response.req.complete);
  if (running) {
    running.shouldKeepAlive = false;
  } else if (!socket.writable || unanswered.some((response) => response.headersSent)) {
    socket.destroy();
  } else {
    socket.end(answerTo(error.code));
  }
}

function answerTo(code: string | undefined): string {
  const [status, reason] = STATUS_AND_REASON.get(code) ?? ['400 Bad Request', 'malformed_request'];
  const body = JSON.stringify({ error: 'invalid_params', reason });
  return [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Cache-Control: no-store',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
    `X-Request-Id: ${requestIdFor('')}`,
    '',
    body,
  ].join('\r\n');
}
