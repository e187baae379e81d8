import * as z from 'zod';
import type { StorageProbe } from '../../../../../application/ports/backend.js';
import { StoreUnavailable } from '../../../../../application/ports/store-unavailable.js';
import type { Route } from '../../../pipeline/route.js';

const ANSWER = z.object({ status: z.literal('ok') });
type Answer = z.output<typeof ANSWER>;

const OK: Answer = { status: 'ok' };

export function liveRoute(): Route {
  return {
    method: 'get',
    path: '/health/live',
    access: { by: 'anyone' },
    about: {
      id: 'isLive',
      tag: 'Health',
      summary: 'Whether the process answers',
      answer: { description: 'It does.', schema: ANSWER, example: OK },
    },
    handle(ctx) {
      ctx.body = OK;
    },
  };
}

/** A failure of any kind means 503 here. */
export function readyRoute(probe: StorageProbe, timeoutMs: number): Route {
  return {
    method: 'get',
    path: '/health/ready',
    access: { by: 'anyone' },
    about: {
      id: 'isReady',
      tag: 'Health',
      summary: 'Whether the database answers, and in time',
      answer: { description: 'It does.', schema: ANSWER, example: OK },
    },
    async handle(ctx) {
      try {
        await withinTime(probe.ping(), timeoutMs);
      } catch (cause) {
        throw new StoreUnavailable('the storage is not ready', { cause });
      }
      ctx.body = OK;
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
