import { expect, test } from '@jest/globals';
import { isoTime } from '../../../../src/domain/iso-time.js';

test('a time is in UTC, to the millisecond', () => {
  expect(isoTime(new Date('2026-03-01T01:30:00.5+02:00'), '')).toBe('2026-02-28T23:30:00.500Z');
});

test.each(['', null, undefined])('an invalid date is %j if that is asked for', (otherwise) => {
  expect(isoTime(new Date(NaN), otherwise)).toBe(otherwise);
});
