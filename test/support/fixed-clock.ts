import type { Clock } from '../../src/application/ports/clock.js';

/** A clock that stands still until a test moves it. */
export class FixedClock implements Clock {
  constructor(private nowMs = Date.UTC(2026, 0, 2, 3, 4, 5)) {}

  now(): Date {
    return new Date(this.nowMs);
  }

  advance(milliseconds: number): void {
    this.nowMs += milliseconds;
  }
}
