/** What was measured several times. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function figureOf(values: readonly number[]): Figure {
  return { median: percentile(values, 50), least: Math.min(...values), most: Math.max(...values) };
}

/** By nearest rank; NaN of nothing. */
export function percentile(values: readonly number[] | Float64Array, percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN;
}

/** One figure for each turn of one against the same turn of the other. */
export function ratioOf(ours: readonly number[], reference: readonly number[]): Figure {
  return figureOf(ours.map((value, turn) => value / (reference[turn] ?? NaN)));
}

/**
 * Each contender once in their order, then once in the reverse order, and so on (A B B A …), so that whatever else the
 * machine does falls on all of them alike.
 */
export async function inTurns<const Contenders extends readonly (() => Promise<unknown>)[]>(
  turns: number,
  contenders: Contenders,
): Promise<Turns<Contenders>> {
  const results = contenders.map((): unknown[] => []);
  const order = [...contenders.entries()];
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, run] of order) results[index]?.push(await run());
    order.reverse();
  }
  return results as Turns<Contenders>;
}

/** What each contender gave in its turns. */
export type Turns<Contenders extends readonly ((ms: number) => Promise<unknown>)[]> = {
  readonly [Index in keyof Contenders]: readonly Awaited<ReturnType<Contenders[Index]>>[];
};

/** A figure of our turns, turn by turn against the same figure of the reference's. */
export function against<Which extends string>(
  name: string,
  which: Which,
  ours: readonly Readonly<Record<Which, number>>[],
  reference: readonly Readonly<Record<Which, number>>[],
) {
  const values = ours.map((turn) => turn[which]);
  const others = reference.map((turn) => turn[which]);
  return { ours: figureOf(values), reference: { name, figure: figureOf(others) }, ratio: ratioOf(values, others) };
}
