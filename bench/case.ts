import type { Bench } from './bench.js';
import type { Revision } from './revision.js';
import type { Row } from './row.js';

/** One question that the bench answers. */
export interface Case {
  /** As `--only` names it. */
  readonly name: string;
  run(bench: Bench): Promise<Outcome>;
  /** The figures of this revision against those of another. A case without it has none to compare. */
  compare?(bench: Bench, other: Revision): Promise<readonly Row[]>;
}

export interface Outcome {
  readonly rows: readonly Row[];
  /** Files to draw, by their names without an ending. */
  readonly charts?: Readonly<Record<string, string>>;
  /** What was drawn, for the results. */
  readonly points?: unknown;
}
