import { describe, expect, test } from '@jest/globals';
import { ApiKey } from '../../../../src/domain/api-key.js';

const TEXT = '0123456789abcdef'.repeat(4);

describe('ApiKey', () => {
  test('is 64 lowercase hexadecimal characters', () => {
    const parsed = ApiKey.parse(TEXT);
    expect(parsed.ok && parsed.value.value).toBe(TEXT);
    expect(parsed.ok && Object.isFrozen(parsed.value)).toBe(true);
  });

  test.each([
    '',
    TEXT.slice(1),
    `${TEXT}0`,
    TEXT.toUpperCase(),
    ` ${TEXT}`,
    `${TEXT}\n`,
    TEXT.replace('a', 'g'),
    `${TEXT}, ${TEXT}`,
  ])('%j is refused', (text) => {
    expect(ApiKey.parse(text)).toEqual({ ok: false, error: { kind: 'malformed_key' } });
  });

  test('says nothing where it strays into JSON', () => {
    const parsed = ApiKey.parse(TEXT);
    expect(JSON.stringify(parsed)).toBe('{"ok":true,"value":"[api key]"}');
  });
});
