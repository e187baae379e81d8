import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MalformedHttp } from '../pipeline/problem.js';
import type { WrittenAnswer } from '../pipeline/send-answer.js';

const PROBLEMS: ReadonlyMap<string | undefined, MalformedHttp> = new Map<string | undefined, MalformedHttp>([
  ['HPE_HEADER_OVERFLOW', { kind: 'headers_too_large' }],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { kind: 'chunk_extensions_too_large' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { kind: 'request_timeout' }],
]);

/**
 * Answers what is no HTTP, or came too slowly, as an API words it, and closes the connection.
 *
 * The broken request may follow good ones on its connection, whose answers must go out first and
 * must not be mixed with this one.
 */
export function refuseMalformedHttp(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  exchanges: readonly ServerResponse[],
  refuse: (problem: MalformedHttp, request: IncomingMessage | undefined) => WrittenAnswer,
): void {
  const running = exchanges.findLast((response) => response.req.complete);
  const broken = exchanges.at(-1);
  if (running) {
    running.shouldKeepAlive = false;
    // Its head may have been sent already.
    running.once('close', () => socket.end());
  } else if (!socket.writable || broken?.headersSent) {
    socket.destroy();
  } else {
    const {
      status,
      headers,
      body = '',
    } = refuse(PROBLEMS.get(error.code) ?? { kind: 'malformed_request' }, broken?.req);
    const all = ['Connection', 'close', ...headers];
    // Its head was good, so it has its id already, and its line in the log.
    if (broken) broken.writeHead(status, all).end(body);
    else socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${linesOf(all)}\r\n${String(body)}`);
  }
}

function linesOf(headers: readonly string[]): string {
  let lines = '';
  for (let at = 0; at < headers.length; at += 2) lines += `${headers[at]}: ${headers[at + 1]}\r\n`;
  return lines;
}
