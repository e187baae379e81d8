import type { StorageProbe } from '../../application/ports/backend.js';
import { StoreUnavailable } from '../../application/ports/store-unavailable.js';
import type { Context } from './context.js';

/** `GET /health/live`: the process answers. */
export function live(ctx: Context): void {
  ctx.body = { status: 'ok' };
}

/** `GET /health/ready`: the database answers, and in time. A failure of any kind means 503 here. */
export function ready(probe: StorageProbe, timeoutMs: number) {
  return async function askStorage(ctx: Context): Promise<void> {
    try {
      await withinTime(probe.ping(), timeoutMs);
    } catch (cause) {
      throw new StoreUnavailable('the storage is not ready', { cause });
    }
    ctx.body = { status: 'ok' };
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
