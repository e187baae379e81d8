/**
 * A class as inversify makes it from resolved values. All parameters of its constructor are wanted,
 * the optional ones too, so that a part that is forgotten does not compile.
 */
export function made<Parts extends unknown[], T>(
  constructor: new (...parts: Parts) => T,
): (...parts: Required<Parts>) => T {
  return (...parts) => new constructor(...(parts as unknown as Parts));
}
