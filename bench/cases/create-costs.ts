import type { Subject } from '../bench.js';
import type { Counters } from '../database.js';
import { cpuMs } from '../processes.js';
import { answersOf, type Turn } from '../turn.js';

/** A turn of creates, and what each of them cost. */
export interface Costed<OneTurn extends Turn = Turn> {
  readonly turn: OneTurn;
  readonly commits: number;
  /** `undefined` if nobody counts them. */
  readonly statements: number | undefined;
  /** Of the service and the database. */
  readonly cpuMs: number;
}

/** Runs a turn of creates on a subject, and counts what its database and its processes did meanwhile. */
export async function costsOf<OneTurn extends Turn>(
  { database, pid }: Subject,
  run: () => Promise<OneTurn>,
): Promise<Costed<OneTurn>> {
  const pids = [pid, ...database.pids];
  const before = { ...(await database.counters()), cpuMs: cpuMs(pids) };
  const turn = await run();
  const after: Counters = await database.counters();
  const made = answersOf(turn, 2);
  return {
    turn,
    cpuMs: (cpuMs(pids) - before.cpuMs) / made,
    commits: (after.commits - before.commits) / made,
    statements:
      after.statements === undefined || before.statements === undefined
        ? undefined
        : (after.statements - before.statements) / made,
  };
}
