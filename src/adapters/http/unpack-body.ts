import type { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, unzip } from 'node:zlib';

type Options = { readonly maxOutputLength: number };
type Unpack = (bytes: Buffer, options: Options) => Promise<Buffer>;

const gunzipOrInflate = promisify<Buffer, Options, Buffer>(unzip);

/** By content coding; RFC 9110 8.4.1.3: `x-gzip` is `gzip`. */
const UNPACKING: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ['identity', (bytes) => Promise.resolve(bytes)],
  ['gzip', gunzipOrInflate],
  ['x-gzip', gunzipOrInflate],
  ['deflate', gunzipOrInflate],
  ['br', promisify<Buffer, Options, Buffer>(brotliDecompress)],
]);

/** Unpacks a body in one go; `undefined` for a content coding that is not known. RFC 9110 8.4.1: codings have no letter case. */
export function unpackerOf(coding: string) {
  const unpack = UNPACKING.get(coding.toLowerCase());
  return (
    unpack &&
    async function unpackBody(bytes: Buffer, maxBytes: number): Promise<Buffer | 'too_large' | 'malformed'> {
      try {
        return await unpack(bytes, { maxOutputLength: maxBytes });
      } catch (error) {
        return codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'malformed';
      }
    }
  );
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
