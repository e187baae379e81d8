import { randomUUID } from 'node:crypto';
import { callerIps } from './caller-ip.js';
import type { Context, Middleware, Next } from './context.js';
import { routeOf } from './context.js';
import type { HttpObserver } from './observer.js';

const CALLERS_OWN = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives the request its id, and tells the observer how it ended. */
export function identifyRequest(observer: HttpObserver): Middleware {
  const callerIp = callerIps();
  return function identify(ctx: Context, next: Next) {
    const startedAtMs = performance.now();
    const requestId = requestIdFor(ctx.get('X-Request-Id'));
    ctx.state.requestId = requestId;
    ctx.set('X-Request-Id', requestId);
    // Most answers are one caller's own, so none may be kept unless its route says otherwise.
    ctx.set('Cache-Control', 'no-store');
    // Now: a socket that has closed knows its peer no more. Limits, bans, log and activity all see this one spelling.
    const ip = callerIp(ctx);
    ctx.request.ip = ip;
    ctx.res.on('close', () => {
      const hungUp = ctx.req.errored !== null || !ctx.res.writableFinished;
      observer.requestDone({
        requestId,
        method: ctx.method,
        route: routeOf(ctx),
        status: hungUp ? undefined : ctx.res.statusCode,
        durationMs: performance.now() - startedAtMs,
        keyId: ctx.state.caller?.keyId,
        ip,
      });
    });
    return next();
  };
}

/** The caller's own id where it fits, so that it can follow the request through its own logs; else a new one. */
export function requestIdFor(header: string): string {
  return CALLERS_OWN.test(header) ? header : randomUUID();
}
