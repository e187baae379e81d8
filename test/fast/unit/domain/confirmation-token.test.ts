import { expect, test } from '@jest/globals';
import { ConfirmationToken } from '../../../../src/domain/confirmation-token.js';

const TEXT = '0123456789abcdef'.repeat(4);

test('a token is 64 lowercase hexadecimal characters, and says nothing where it strays into JSON', () => {
  const parsed = ConfirmationToken.parse(TEXT);
  expect(parsed.ok && parsed.value.value).toBe(TEXT);
  expect(JSON.stringify(parsed)).toBe('{"ok":true,"value":"[confirmation token]"}');
});

test.each(['', TEXT.slice(1), `${TEXT}0`, TEXT.toUpperCase(), ` ${TEXT}`])('%j is refused', (text) => {
  expect(ConfirmationToken.parse(text)).toEqual({ ok: false, error: { kind: 'malformed_token' } });
});
