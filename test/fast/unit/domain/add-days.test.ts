import { expect, test } from '@jest/globals';
import { addDays, DAY_MS } from '../../../../src/domain/add-days.js';

test.each([
  [2, '2026-03-01T12:00:00.000Z'],
  [-1, '2026-02-26T12:00:00.000Z'],
  [0, '2026-02-27T12:00:00.000Z'],
])('%p days of 24 hours later', (days, later) => {
  expect(DAY_MS).toBe(86_400_000);
  expect(addDays(new Date('2026-02-27T12:00:00Z'), days)).toEqual(new Date(later));
});
