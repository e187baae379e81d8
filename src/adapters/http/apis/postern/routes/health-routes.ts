import * as z from 'zod';
import type { StorageProbe } from '../../../../../application/ports/backend.js';
import { StoreUnavailable } from '../../../../../application/ports/store-unavailable.js';
import type { Route } from '../../../pipeline/routing/route.js';
import { HEALTH } from '../tags.js';

const ANSWER = z.object({ status: z.literal('ok') });
type Answer = z.output<typeof ANSWER>;

const OK: Answer = { status: 'ok' };

export function liveRoute(): Route {
  return {
    method: 'get',
    path: '/health/live',
    operation: 'health_live',
    access: { by: 'probe' },
    // To restart an overloaded process would help nobody.
    isAlwaysAnswered: true,
    about: {
      id: 'isLive',
      tag: HEALTH,
      summary: 'Whether the process answers',
      answer: { description: 'It does.', body: { schema: ANSWER, example: OK } },
    },
    handle() {
      return { status: 200, body: OK };
    },
  };
}

/** A failure of any kind means 503 here. */
export function readyRoute(probe: StorageProbe, timeoutMs: number): Route {
  return {
    method: 'get',
    path: '/health/ready',
    operation: 'health_ready',
    access: { by: 'probe' },
    about: {
      id: 'isReady',
      tag: HEALTH,
      summary: 'Whether the database answers, and in time',
      answer: { description: 'It does.', body: { schema: ANSWER, example: OK } },
    },
    async handle() {
      try {
        await withinTime(probe.ping(), timeoutMs);
      } catch (cause) {
        throw new StoreUnavailable('the storage is not ready', { cause });
      }
      return { status: 200, body: OK };
    },
  };
}

async function withinTime(answer: Promise<void>, timeoutMs: number): Promise<void> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    timeout.reject(new Error(`no answer within ${timeoutMs} ms`));
  }, timeoutMs);
  try {
    await Promise.race([answer, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
