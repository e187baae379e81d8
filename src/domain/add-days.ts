/** 24 hours, whatever a calendar says. */
export const DAY_MS = 24 * 60 * 60 * 1_000;

/** The time so many days of 24 hours later; earlier if `days` is negative. */
export function addDays(time: Date, days: number): Date {
  return new Date(time.getTime() + days * DAY_MS);
}
