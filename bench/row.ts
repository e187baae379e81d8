import type { Figure } from './figures.js';

/** What a figure must keep to. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** A line of the table: a figure of ours, beside what it is held against. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: Figure | number;
  readonly reference?: { readonly name: string; readonly figure: Figure | number };
  /** Of ours to the reference. */
  readonly ratio?: Figure;
  /** If another revision is the reference: of each to the bare handler. */
  readonly ofBare?: { readonly ours: Figure; readonly reference: Figure };
  /** Of the ratio where there is one, else of ours. Left out where the row is there for comparison. */
  readonly target?: Target;
  readonly note?: string;
  /** What must not be, whatever the ratio: a row with any of it is missed. */
  readonly failures?: number;
}

export type Verdict = 'met' | 'missed' | '';

export function verdictOf({ ours, ratio, target, failures = 0 }: Row): Verdict {
  if (failures > 0) return 'missed';
  if (!target) return '';
  const value = medianOf(ratio ?? ours);
  return ('atLeast' in target ? value >= target.atLeast : value <= target.atMost) ? 'met' : 'missed';
}

function medianOf(value: Figure | number): number {
  return typeof value === 'number' ? value : value.median;
}
