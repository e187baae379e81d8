import { expect, test } from '@jest/globals';
import { Handle } from '../../../../src/domain/addresses/handle.js';
import { HandlePrefix } from '../../../../src/domain/addresses/handle-prefix.js';

test.each([
  ['Shop', 'shop'],
  [' a ', 'a'],
  ['a.', 'a.'],
  ['-', '-'],
  ['a_b', 'a_b'],
  ['a'.repeat(Handle.MAX_OCTETS), 'a'.repeat(Handle.MAX_OCTETS)],
])('a handle may begin with %j', (text, value) => {
  expect(HandlePrefix.parse(text)).toMatchObject({ ok: true, value: { value } });
});

test.each([
  ['', { kind: 'empty' }],
  ['.a', { kind: 'misplaced_dot' }],
  ['a..', { kind: 'misplaced_dot' }],
  ['a%', { kind: 'forbidden_character', character: '%' }],
  ['a|', { kind: 'forbidden_character', character: '|' }],
  ['\u212A', { kind: 'not_ascii' }],
  ['a'.repeat(Handle.MAX_OCTETS + 1), { kind: 'too_long', maxOctets: Handle.MAX_OCTETS }],
])('no handle begins with %j', (text, error) => {
  expect(HandlePrefix.parse(text)).toEqual({ ok: false, error });
});
