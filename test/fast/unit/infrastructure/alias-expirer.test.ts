import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { ExpireAliases } from '../../../../src/application/aliases/expire-aliases.js';
import { AliasExpirer } from '../../../../src/infrastructure/upkeep/alias-expirer.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { alias } from '../../../support/samples.js';
import { waitUntil } from '../../../support/servers/wait-until.js';

const STOP_MS = 10_000;
const NEVER_MS = 1_000_000_000;

let expirer: AliasExpirer | undefined;
afterEach(() => expirer?.stop(STOP_MS));

/** What was logged, as it is logged. */
function log() {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line) as never) });
  return { lines, logger };
}

test('all that have expired are deactivated in one pass, however many, and counted in the log', async () => {
  const clock = new FixedClock();
  const { aliases } = openMemoryBackend(clock);
  const many = ExpireAliases.ALIASES_A_STEP + 1;
  for (let i = 0; i < many; i++)
    await aliases.claim({ alias: alias(`a${i}@example.org`, 'o@example.net'), metadata: { expiresAt: clock.now() } });
  await aliases.claim({ alias: alias('never@example.org', 'o@example.net') });
  const { lines, logger } = log();
  expirer = new AliasExpirer(new ExpireAliases(aliases, clock), logger, NEVER_MS);
  expirer.start();
  expirer.start();
  await waitUntil('the pass is over', () => lines.length === 2);
  expect(lines.map(({ level, expired }) => [level, expired])).toEqual([
    [30, many - 1],
    [30, 1],
  ]);
  expect(await aliases.count({ active: true }, many)).toBe(1);
});

test('it looks again and again, and logs the first failure of a row alone', async () => {
  let looks = 0;
  const { lines, logger } = log();
  const execute = () => {
    looks++;
    if ([2, 3, 5].includes(looks)) return Promise.reject(new Error('away'));
    return Promise.resolve({ found: 0, isMore: false });
  };
  expirer = new AliasExpirer({ execute }, logger, 0);
  expirer.start();
  await waitUntil('it looked often', () => looks >= 6);
  expect(lines.map(({ level }) => level)).toEqual([40, 40]);
});

test('stopped, it looks no more', async () => {
  let looks = 0;
  const execute = () => Promise.resolve({ found: looks++, isMore: true });
  expirer = new AliasExpirer({ execute }, pino({ level: 'silent' }), 0);
  expirer.start();
  await expirer.stop(STOP_MS);
  const before = looks;
  await new Promise((resolve) => setImmediate(resolve));
  expect(looks).toBe(before);
});
