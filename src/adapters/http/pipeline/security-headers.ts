import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { Context, Next } from './context.js';

/**
 * For answers that are JSON and nothing else. They are set before the route runs, so that a route that answers with a page
 * may set a Content-Security-Policy of its own.
 *
 * `Cross-Origin-Resource-Policy` binds only requests without CORS, so the origins that are allowed still read their answers.
 * HSTS is left to the proxy that speaks TLS: here it is plain HTTP, where RFC 6797 7.2 forbids it.
 */
const HEADERS = settled(
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  }),
);

export function securityHeaders(ctx: Context, next: Next): Promise<unknown> {
  for (const [name, value] of HEADERS) ctx.res.setHeader(name, value);
  return next();
}

/** What the middleware sets, which is the same each time. */
function settled(middleware: ReturnType<typeof helmet>): readonly (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [];
  const response = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  middleware(undefined as unknown as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}
