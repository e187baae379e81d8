/** The numbers of an owner's aliases look at up to `ShowAliasStats.MAX_COUNTED` of them. */
export const STATS_POINTS = 10;
/** An offset passes over every row before it, so that it costs more the deeper it reaches; a cursor does not. */
export const MAX_OFFSET = 100_000;
/** A page passes over the rows before its offset, so that each so many of them take a point more. */
const ROWS_PER_POINT = 10_000;

/** How many points of its bucket a request takes. Its fields are not validated yet: those that are refused later take one. */
export function pointsOf(where: string, { offset }: Readonly<Record<string, unknown>>): number {
  if (where === 'alias_stats') return STATS_POINTS;
  if (where !== 'alias_list' && where !== 'activity') return 1;
  const rows = Number(offset);
  return rows > 0 && rows <= MAX_OFFSET ? 1 + Math.floor(rows / ROWS_PER_POINT) : 1;
}
