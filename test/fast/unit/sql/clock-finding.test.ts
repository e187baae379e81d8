import { expect, test } from '@jest/globals';
import { clockFinding } from '../../../../src/adapters/sql/connections/inspection.js';

test.each([
  [new Date(), 'ok'],
  [new Date(Date.now() + 3_600_000), 'warning'],
  [new Date(Number.NaN), 'error'],
] as const)('a server at %s is found %s', (time, level) => {
  expect(clockFinding(time).level).toBe(level);
});
