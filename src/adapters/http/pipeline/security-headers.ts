import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

const CONTENT_POLICY = 'Content-Security-Policy';

/**
 * For answers that are JSON and nothing else.
 *
 * `Cross-Origin-Resource-Policy` binds only requests without CORS, so the origins that are allowed
 * still read their answers. HSTS is left to the proxy that speaks TLS: here it is plain HTTP, where
 * RFC 6797 7.2 forbids it.
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

/**
 * Names and values in turn, as `writeHead` takes them: the same in every answer, so they are
 * computed once.
 */
export const SECURITY_HEADERS: readonly string[] = HEADERS.flat();

/** The same, for a page that has a Content-Security-Policy of its own. */
export function securityHeadersWith(contentPolicy: string): readonly string[] {
  return HEADERS.flatMap(([name, value]) => [name, name === CONTENT_POLICY ? contentPolicy : value]);
}

/** The headers that the middleware sets, which are the same each time. */
function settled(middleware: ReturnType<typeof helmet>): readonly (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [];
  const response = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  middleware(undefined as unknown as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}
