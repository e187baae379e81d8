import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = '\uFEFF';
/** `NAME=value`, also behind `export`. */
const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=(.*)$/s;
const COMMENT_OR_EMPTY = /^[ \t]*(?:#.*)?$/;

export interface EnvFile {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** What cannot be read, by line, and without its text, which may be a password. */
  readonly problems: readonly string[];
}

/** Reads a file of `NAME=value` lines. One that is not there is empty. */
export function readEnvFile(path: string): EnvFile {
  return existsSync(path) ? parseEnvFile(readFileSync(path), path) : { values: {}, problems: [] };
}

/**
 * Values as Node.js reads them (`parseEnv`). Node.js passes over what it does not understand; here that is a problem, as a setting that
 * was written and is not read: a line that is no assignment, a name that is there twice, a quote that is not closed on its line, a `#`
 * that ends a value.
 */
export function parseEnvFile(bytes: Uint8Array, path = '.env'): EnvFile {
  if (isUtf16(bytes)) return { values: {}, problems: [`${path}: it is in UTF-16; save it in UTF-8`] };
  const lines = linesOf(bytes);
  const problems: string[] = [];
  const values: Record<string, string | undefined> = {};
  const lineOf = new Map<string, number>();
  for (const [index, bytesOfLine] of lines.entries()) {
    const problem = readLine(bytesOfLine, index === 0, (name, line) => {
      const earlier = lineOf.get(name);
      lineOf.set(name, index + 1);
      Object.assign(values, parseEnv(line));
      return earlier === undefined ? undefined : `${name} is set on line ${earlier} already`;
    });
    if (problem !== undefined) problems.push(`${path}, line ${index + 1}: ${problem}`);
  }
  return { values, problems };
}

type Assign = (name: string, line: string) => string | undefined;

function readLine(bytes: Uint8Array, isFirst: boolean, assign: Assign): string | undefined {
  const decoded = decode(bytes);
  if (decoded === undefined) return 'it is not in UTF-8';
  const line = isFirst && decoded.startsWith(BYTE_ORDER_MARK) ? decoded.slice(1) : decoded;
  if (/[\0\r]/.test(line)) return 'it holds a control character';
  if (COMMENT_OR_EMPTY.test(line)) return undefined;
  const [, name, value = ''] = ASSIGNMENT.exec(line) ?? [];
  if (name === undefined) return 'it is neither NAME=value nor a comment';
  return problemOfValue(value) ?? assign(name, line);
}

function problemOfValue(text: string): string | undefined {
  const value = text.replace(/^[ \t]+/, '');
  const quote = /^["'`]/.exec(value)?.[0];
  if (quote === undefined) {
    const isCut = /(?:^|[^ \t])#/.test(text.replace(/[ \t]#.*/s, ''));
    return isCut ? 'a # begins a comment: put the value in quotes' : undefined;
  }
  const end = value.indexOf(quote, 1);
  if (end < 0) return `the quote ${quote} is not closed on this line`;
  return COMMENT_OR_EMPTY.test(value.slice(end + 1)) ? undefined : `something follows the closing ${quote}`;
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    lines.push(bytes.subarray(start, bytes[end - 1] === CARRIAGE_RETURN && end > start ? end - 1 : end));
    start = end + 1;
  }
  return lines;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** By its byte order mark, or by the zero that each ASCII character has there. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const mark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return mark || (bytes.length > 1 && (first === 0) !== (second === 0));
}
