import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A file with a line for each suite that was left out. Jest's workers inherit its name. */
const VARIABLE = 'POSTERN_TEST_LEFT_OUT';

export interface LeftOut {
  readonly need: string;
  readonly reason: string;
  readonly suite: string;
}

/** Called once, before any test runs. */
export function openLeftOut(): void {
  const file = join(mkdtempSync(join(tmpdir(), 'postern-left-out-')), 'suites');
  appendFileSync(file, '');
  process.env[VARIABLE] = file;
}

export function noteLeftOut(suite: LeftOut): void {
  const file = process.env[VARIABLE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(suite)}\n`);
}

/** All that was noted since `openLeftOut`, whose file is removed. */
export function closeLeftOut(): readonly LeftOut[] {
  const file = process.env[VARIABLE];
  if (file === undefined) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  rmSync(dirname(file), { recursive: true });
  return lines.map((line) => JSON.parse(line) as LeftOut);
}

/** For people: each thing that the machine lacks, once, with what to install and the suites that need it. Empty if it lacks nothing. */
export function describeLeftOut(leftOut: readonly LeftOut[]): string {
  const suites = new Map<string, Set<string>>();
  for (const { need, reason, suite } of leftOut) {
    const lacking = `${need}: ${reason}`;
    suites.set(lacking, (suites.get(lacking) ?? new Set()).add(suite));
  }
  if (suites.size === 0) return '';
  const entries = [...suites].map(
    ([lacking, names]) => `  ${lacking}\n    needed by ${[...names].sort().join('; ')}\n`,
  );
  return `\nLeft out, for want of:\n${entries.sort().join('')}CI=true or POSTERN_TEST_REQUIRED=NAME,… makes this a failure.\n`;
}
