import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { PruneStep } from '../../../../src/application/ports/activity-log.js';
import { ActivityPruner } from '../../../../src/infrastructure/upkeep/activity-pruner.js';
import { waitUntil } from '../../../support/servers/wait-until.js';

const SOON = { stepMs: 0, passMs: 0 };
const NEVER_MS = 1_000_000_000;
const STOP_MS = 10_000;

let pruner: ActivityPruner | undefined;
afterEach(() => pruner?.stop(STOP_MS));

/** Answers steps by turns; what was asked and logged is kept. */
function open(answer: (step: number) => PruneStep | Error, pauses = SOON) {
  const asked: (number | undefined)[] = [];
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line) as never) });
  const execute = (afterId?: number) => {
    const given = answer(asked.push(afterId));
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
  };
  pruner = new ActivityPruner({ execute }, logger, pauses);
  return { asked, lines, pruner };
}

test('a pass goes on until nothing is old, and is logged as a number', async () => {
  const steps = [
    { removed: 200, nextId: 7 },
    { removed: 0, nextId: 9 },
    { removed: 3, nextId: undefined },
  ];
  const { asked, lines, pruner } = open((step) => steps[step - 1] ?? { removed: 0, nextId: undefined }, {
    stepMs: 0,
    passMs: NEVER_MS,
  });
  pruner.start();
  pruner.start();
  await waitUntil('the pass is over', () => lines.length > 0);
  await pruner.stop(STOP_MS);
  expect(asked).toEqual([undefined, 7, 9]);
  expect(lines.map(({ level, msg, removed }) => [level, msg, removed])).toEqual([[30, 'old activity removed', 203]]);
});

test('there is a pass again and again, from the beginning, and a failure ends one alone', async () => {
  const { asked, lines, pruner } = open((step) => {
    if (step === 2) return new Error('away');
    return { removed: step === 1 ? 5 : 0, nextId: step === 1 ? 4 : undefined };
  });
  pruner.start();
  await waitUntil('it was begun again', () => asked.length >= 4);
  await pruner.stop(STOP_MS);
  expect(asked.slice(0, 4)).toEqual([undefined, 4, undefined, undefined]);
  expect(lines.map(({ level, removed }) => [level, removed])).toEqual([
    [40, undefined],
    [30, 5],
  ]);
});

test('stopped, it begins no step more, and waits for the one that runs no longer than it may', async () => {
  const stuck = Promise.withResolvers<PruneStep>();
  let begun = 0;
  const execute = () => (begun++, stuck.promise);
  const waiting = new ActivityPruner({ execute }, pino({ level: 'silent' }), SOON);
  waiting.start();
  await waiting.stop(1);
  stuck.resolve({ removed: 1, nextId: 1 });
  await waiting.stop(STOP_MS);
  expect(begun).toBe(1);
});
