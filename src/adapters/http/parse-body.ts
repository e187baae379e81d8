import type { Buffer } from 'node:buffer';
import { parse as parseForm } from 'node:querystring';

const UTF8 = new TextDecoder();

/** The fields of a JSON or form body; `undefined` if it is malformed, or JSON that is no object. */
export function parseBody(bytes: Buffer, form: 'json' | 'form'): object | undefined {
  const text = UTF8.decode(bytes);
  return form === 'form' ? parseForm(text) : parseObject(text);
}

function parseObject(text: string): object | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // It would become the prototype of an object that is copied from this one.
  return Object.hasOwn(value, '__proto__') ? undefined : value;
}
