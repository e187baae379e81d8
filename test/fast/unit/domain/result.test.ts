import { expect, test } from '@jest/globals';
import { err, ok, unwrap } from '../../../../src/domain/result.js';

test('unwrap gives the value of a good result', () => {
  expect(unwrap(ok(7))).toBe(7);
});

test('unwrap throws an error that names the refusal', () => {
  expect(() => unwrap(err({ kind: 'too_long', maxOctets: 64 }))).toThrow('{"kind":"too_long","maxOctets":64}');
});
