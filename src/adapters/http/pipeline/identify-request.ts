import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { callerIps } from './caller/caller-ip.js';
import type { Context, Next, State } from './context.js';
import type { HttpObserver } from './observer.js';

const CALLERS_OWN = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives the request its id, and tells the observer how it ended. */
export function identifyRequest(observer: HttpObserver) {
  const callerIp = callerIps();
  return function identify(ctx: Context, next: Next): ReturnType<Next> {
    const startedAtMs = performance.now();
    const requestId = requestIdIn(ctx.req.headers);
    // Now: a socket that has closed knows its peer no more. Limits, bans, log and activity all see
    // this one spelling.
    const ip = callerIp(ctx);
    ctx.request.ip = ip;
    const state: State = Object.assign(ctx.state, {
      requestId,
      pattern: undefined,
      parameters: {},
      limits: [],
      vary: [],
      sharing: [],
      caller: undefined,
      body: undefined,
    });
    ctx.res.on('close', () => {
      const hungUp = ctx.req.errored !== null || !ctx.res.writableFinished;
      observer.requestDone({
        requestId,
        method: ctx.method,
        route: state.pattern,
        status: hungUp ? undefined : ctx.res.statusCode,
        durationMs: performance.now() - startedAtMs,
        keyId: state.caller?.keyId,
        ip,
      });
    });
    return next();
  };
}

/**
 * The caller's own id if it fits, so that it can follow the request through its own logs; else a
 * new one. It stays with the headers, so that the server finds it if the rest of the request turns
 * out to be malformed.
 */
export function requestIdIn(headers: IncomingHttpHeaders): string {
  const own = headers['x-request-id'];
  if (typeof own === 'string' && CALLERS_OWN.test(own)) return own;
  const requestId = randomUUID();
  headers['x-request-id'] = requestId;
  return requestId;
}
