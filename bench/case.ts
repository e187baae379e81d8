import type { Bench } from './bench.js';
import type { Row } from './row.js';

/** One question that the bench answers. */
export interface Case {
  /** As `--only` names it. */
  readonly name: string;
  run(bench: Bench): Promise<Outcome>;
}

export interface Outcome {
  readonly rows: readonly Row[];
  /** Files to draw, by their names without an ending. */
  readonly charts?: Readonly<Record<string, string>>;
  /** What was drawn, for the results. */
  readonly points?: unknown;
}
