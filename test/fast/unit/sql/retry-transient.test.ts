import { expect, test } from '@jest/globals';
import {
  ConnectionLost,
  Contended,
  OutcomeUnknown,
  StatementsStale,
} from '../../../../src/adapters/sql/connections/failures.js';
import { retryTransient } from '../../../../src/adapters/sql/transactions/retry-transient.js';

const MAX_ATTEMPTS = 12;

/** Work that fails so each time, with how often it was tried. */
function failingWith(error: Error) {
  const work = () => {
    work.attempts++;
    return Promise.reject(error);
  };
  work.attempts = 0;
  return work;
}

test.each([new Contended('a deadlock'), new ConnectionLost('reset'), new StatementsStale('a new plan')])(
  'work without an effect is tried again, and no more than so often: %s',
  async (error) => {
    const work = failingWith(error);
    await expect(retryTransient(work)).rejects.toBe(error);
    expect(work.attempts).toBeGreaterThan(1);
    expect(work.attempts).toBeLessThanOrEqual(MAX_ATTEMPTS);
  },
);

test.each([new OutcomeUnknown('at COMMIT'), new Error('by a trigger')])(
  'work that may have had an effect, or would fail again, is tried once: %s',
  async (error) => {
    const work = failingWith(error);
    await expect(retryTransient(work)).rejects.toBe(error);
    expect(work.attempts).toBe(1);
  },
);

test('it may lose against other transactions as often as is said; a lost connection does not count', async () => {
  const lost = new Contended('a deadlock');
  const contended = failingWith(lost);
  await expect(retryTransient(contended, 2)).rejects.toBe(lost);
  expect(contended.attempts).toBe(2);
  const errors = [new ConnectionLost('reset'), new ConnectionLost('reset'), lost];
  const work = () => {
    const error = errors.shift();
    return error ? Promise.reject(error) : Promise.resolve('made');
  };
  expect(await retryTransient(work, 2)).toBe('made');
});
