/** ISO 8601 in UTC; `otherwise` for an invalid date, as of a row whose time no one can read. */
export function isoTime<Otherwise>(time: Date, otherwise: Otherwise): string | Otherwise {
  return Number.isNaN(time.getTime()) ? otherwise : time.toISOString();
}
