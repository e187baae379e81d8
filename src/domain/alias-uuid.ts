/** Version 8 (RFC 9562 5.8) with a prefix of ours; behind it, the number in 62 bits. */
const PREFIX = '706f7374-6572-8000-';
const VARIANT = 0x8000;
const NODE_SIZE = 2 ** 48;
const FORM = /^706f7374-6572-8000-([89ab][0-9a-f]{3})-([0-9a-f]{12})$/;

/**
 * An alias's number as a UUID: stable as the number is, without a column for it.
 *
 * @param number - a safe integer, 0 or more.
 */
export function uuidOfAlias(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${number} is no number of an alias`);
  const high = (VARIANT + Math.floor(number / NODE_SIZE)).toString(16);
  return `${PREFIX}${high}-${(number % NODE_SIZE).toString(16).padStart(12, '0')}`;
}

/** The number back, from a UUID in any letter case; `undefined` for any other text. */
export function aliasOfUuid(text: string): number | undefined {
  const [, high = '', node = ''] = FORM.exec(text.toLowerCase()) ?? [];
  if (high === '') return undefined;
  const number = (Number.parseInt(high, 16) - VARIANT) * NODE_SIZE + Number.parseInt(node, 16);
  return Number.isSafeInteger(number) ? number : undefined;
}
