import { Buffer } from 'node:buffer';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** How the reading of a body ended; `broken_off` means that the rest cannot come any more. */
export type Received =
  { readonly kind: 'whole'; readonly bytes: Buffer } | { readonly kind: 'too_large' } | { readonly kind: 'broken_off' };

/**
 * Gathers the body of a request, of `maxBytes` at most.
 *
 * It settles on every way in which an exchange ends. The response is watched as well as the
 * request: once the server itself has answered a request that is incomplete (400, 408), Node.js
 * emits no event on the request any more, not even `close`.
 */
export function receiveBody(request: IncomingMessage, response: ServerResponse, maxBytes: number): Promise<Received> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve({ kind: 'too_large' });
  // The caller may have left while its key was looked up.
  if (request.destroyed || response.destroyed) return Promise.resolve({ kind: 'broken_off' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) settle({ kind: 'too_large' });
    };
    const onEnd = () => {
      settle({ kind: 'whole', bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks) });
    };
    const onClose = () => {
      settle({ kind: 'broken_off' });
    };
    const settle = (received: Received) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      response.off('close', onClose);
      resolve(received);
    };
    request.on('data', onData).on('end', onEnd).on('close', onClose);
    response.on('close', onClose);
  });
}

/** The rest of a body cannot come any more. */
export class BodyBrokenOff extends Error {}

/**
 * What somebody else makes of the body while it comes.
 *
 * @throws BodyBrokenOff as soon as the rest cannot come any more, whatever the reader makes of
 * that.
 */
export async function untilBrokenOff<T>(
  request: IncomingMessage,
  response: ServerResponse,
  read: Promise<T>,
): Promise<T> {
  // As nearly always: a small body comes with its head.
  if (request.complete) return read;
  const broken = Promise.withResolvers<never>();
  const onClose = () => {
    // Of a whole body, the reader has all that it needs.
    if (!request.complete) broken.reject(new BodyBrokenOff());
  };
  if (request.destroyed || response.destroyed) onClose();
  request.on('close', onClose);
  response.on('close', onClose);
  try {
    return await Promise.race([read, broken.promise]);
  } finally {
    request.off('close', onClose);
    response.off('close', onClose);
  }
}

/** A whole body in place of the request that it came by. */
export function replayed(bytes: Buffer, headers: IncomingHttpHeaders) {
  return Object.assign(Readable.from([bytes]), { headers });
}
