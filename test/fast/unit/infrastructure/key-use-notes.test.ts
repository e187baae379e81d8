import { beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { KeyUseNotes } from '../../../../src/infrastructure/upkeep/key-use-notes.js';
import { FixedClock } from '../../../support/fixed-clock.js';

const STOP_MS = 10_000;

let clock: FixedClock;
let lines: { msg: string; failures: number }[];
let failures: number;
let touched: number[];

beforeEach(() => {
  clock = new FixedClock();
  lines = [];
  failures = 0;
  touched = [];
});

function open(write: () => Promise<void> = () => Promise.resolve()) {
  const touch = (id: number) => {
    touched.push(id);
    return write();
  };
  const logger = pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line) as never) });
  const notes = new KeyUseNotes(
    { touch },
    () => clock.now().getTime(),
    logger,
    () => failures++,
  );
  return {
    note: (id: number) => {
      notes.note(id, clock.now());
    },
    settled: (timeoutMs = STOP_MS) => notes.settled(timeoutMs),
  };
}

test('a key that is used many times in a second is noted once, and again later', async () => {
  const { note, settled } = open();
  for (const id of [1, 1, 2, 1]) note(id);
  await settled();
  expect(touched).toEqual([1, 2]);
  clock.advance(999);
  note(1);
  clock.advance(1);
  note(1);
  await settled();
  expect(touched).toEqual([1, 2, 1]);
});

test('no more than four are under way; a later use makes up for the others', async () => {
  const held = Promise.withResolvers<undefined>();
  const { note, settled } = open(() => held.promise);
  for (const id of [1, 2, 3, 4, 5]) note(id);
  expect(touched).toEqual([1, 2, 3, 4]);
  held.resolve(undefined);
  await settled();
  note(5);
  expect(touched).toEqual([1, 2, 3, 4, 5]);
});

test('the end waits for those under way, within its time limit', async () => {
  const held = Promise.withResolvers<undefined>();
  const { note, settled } = open(() => held.promise);
  note(1);
  await settled(1);
  let isOver = false;
  const over = settled().then(() => (isOver = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  held.resolve(undefined);
  await over;
});

test('each failure is counted, and they are logged together once a minute', async () => {
  const { note, settled } = open(() => Promise.reject(new Error('read-only')));
  const fail = async (ids: readonly number[]) => {
    for (const id of ids) note(id);
    await settled();
  };
  await fail([1, 2, 3]);
  clock.advance(59_999);
  await fail([1, 2]);
  clock.advance(1);
  await fail([3]);
  expect(failures).toBe(6);
  expect(lines.map(({ failures }) => failures)).toEqual([1, 5]);
});
