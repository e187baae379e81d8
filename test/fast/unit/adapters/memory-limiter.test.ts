import { expect, test } from '@jest/globals';
import { MemoryLimiter } from '../../../../src/adapters/rate-limits/memory-limiter.js';
import { MAX_SUBJECTS } from '../../../../src/adapters/rate-limits/memory-counts.js';
import { FEW } from '../../../support/few-requests.js';

const LIMITS = { ...FEW, all_per_ip: 1, failed_keys_per_ip: 1, credentials_total: 1 };

test('of more subjects than a bucket counts the oldest begin anew, and no other bucket forgets for it', async () => {
  const limiter = new MemoryLimiter(LIMITS);
  const isAllowed = async (bucket: 'all_per_ip' | 'failed_keys_per_ip' | 'credentials_total', subject: string) =>
    (await limiter.peek(bucket, subject))?.allowed;
  await limiter.consume('failed_keys_per_ip', 'guesser');
  await limiter.consume('credentials_total', 'all');
  for (let n = 0; n < 2 * MAX_SUBJECTS; n++) await limiter.consume('all_per_ip', `${n}`);
  expect(await isAllowed('all_per_ip', '0')).toBe(true);
  expect(await isAllowed('all_per_ip', `${2 * MAX_SUBJECTS - MAX_SUBJECTS / 2}`)).toBe(false);
  expect(await isAllowed('all_per_ip', `${2 * MAX_SUBJECTS - 1}`)).toBe(false);
  expect(await isAllowed('failed_keys_per_ip', 'guesser')).toBe(false);
  expect(await isAllowed('credentials_total', 'all')).toBe(false);
});

test('a refund gives back no more than was taken', async () => {
  const limiter = new MemoryLimiter(LIMITS);
  await limiter.refund('all_per_ip', '1');
  await limiter.consume('all_per_ip', '1');
  for (let n = 0; n < 2; n++) await limiter.refund('all_per_ip', '1');
  expect(await limiter.consume('all_per_ip', '1')).toMatchObject({ allowed: true, remaining: 0 });
  expect(await limiter.consume('all_per_ip', '1')).toMatchObject({ allowed: false });
});
