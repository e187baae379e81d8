import helmet from 'koa-helmet';

/**
 * For answers that are JSON and nothing else. They are set before the route runs, so that a route that answers with a page
 * may set a Content-Security-Policy of its own.
 *
 * `Cross-Origin-Resource-Policy` binds only requests without CORS, so the origins that are allowed still read their answers.
 * HSTS is left to the proxy that speaks TLS: here it is plain HTTP, where RFC 6797 7.2 forbids it.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
});
