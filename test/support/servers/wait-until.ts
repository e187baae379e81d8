import { setTimeout } from 'node:timers/promises';

const POLL_INTERVAL_MS = 10;

/** Asks again and again until the answer is true; throws where it is not in time. What the question throws goes through. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await setTimeout(POLL_INTERVAL_MS);
  }
}
