import { NotACount } from './redis-counts.js';

/** The first word of an error reply (redis.io, RESP protocol: simple errors). */
const CODE = /^[A-Z]{2,20}(?= )/;
const NOT_A_NUMBER = /not an integer|not a number/;

/** The code of an answer that is an error or no count; `undefined` if there was no answer. */
export function refusalCode(error: unknown): string | undefined {
  if (error instanceof NotACount) return error.code;
  if (typeof error !== 'object' || error === null) return undefined;
  if (!('name' in error) || error.name !== 'ReplyError' || !('message' in error)) return undefined;
  const text = String(error.message);
  // Redis has no code of its own for these.
  if (NOT_A_NUMBER.test(text)) return 'not_a_count';
  return CODE.exec(text)?.[0] ?? 'ERR';
}
