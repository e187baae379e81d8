import Router from '@koa/router';
import Koa from 'koa';
import { answerFailures } from './answer-failures.js';
import { answerUnmatched } from './answer-unmatched.js';
import { boundRequests } from './bound-requests.js';
import { answerPreflight, shareWithOrigins } from './cors.js';
import { docsPage, openApiDocument, redocScript } from './docs-routes.js';
import { identifyRequest } from './identify-request.js';
import { RequestLimits } from './limit-requests.js';
import { matchExactly } from './match-exactly.js';
import { readBody } from './read-body.js';
import { requireHost } from './require-host.js';
import { requireKey } from './require-key.js';
import { routesOf } from './routes.js';
import { securityHeaders } from './security-headers.js';
const READY_TIMEOUT_MS = 1_000;
export const MAX_CONCURRENT_REQUESTS = 1_000;
/** The HTTP API as a Koa application: every route, and what stands before them, in the order that the contract gives its checks. */
export function createHttpApp(dependencies, options = {}) {
    const { observer } = dependencies;
    const trustedProxies = options.trustedProxies ?? 0;
    const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
    const router = routerOf(dependencies, options);
    const origins = options.corsOrigins ?? [];
    app.use(identifyRequest(observer));
    app.use(securityHeaders);
    if (origins.length > 0)
        app.use(shareWithOrigins(origins));
    app.use(boundRequests(options.maxConcurrentRequests ?? MAX_CONCURRENT_REQUESTS));
    app.use(answerFailures(observer));
    app.use(requireHost);
    app.use(matchExactly);
    app.use(router.routes());
    if (origins.length > 0)
        app.use(answerPreflight(origins));
    app.use(answerUnmatched);
    // What no middleware could catch: the caller hung up while its answer was on the way.
    app.on('error', (error, ctx) => {
        if (ctx && !isHangUp(error))
            observer.requestFailed({ requestId: ctx.state.requestId, status: 500, error });
    });
    return app;
}
/** Paths match exactly: no other letter case, no trailing slash, so that no check is slipped past by spelling. */
function routerOf(dependencies, options) {
    const limits = new RequestLimits(dependencies.limiter);
    const withKey = requireKey(dependencies.authenticateKey);
    const routes = routesOf(dependencies, limits, options.readyTimeoutMs ?? READY_TIMEOUT_MS);
    const router = new Router({ sensitive: true, strict: true });
    for (const route of routes) {
        const before = [...guards(route, limits, withKey), ...(route.method === 'post' ? [readBody] : [])];
        router[route.method](route.path, ...before, (ctx) => route.handle(ctx));
    }
    const limit = limits.perIp('docs');
    router.get('/openapi.json', ...limit, openApiDocument(routes));
    if (options.redocFile !== undefined) {
        router.get('/docs', ...limit, docsPage);
        router.get('/docs/redoc.js', ...limit, redocScript(options.redocFile));
    }
    return router;
}
/** In the contract's order. */
function guards({ access, behind = [] }, limits, withKey) {
    if (access.by === 'key')
        return [...limits.withKey(access.where, withKey), ...behind];
    return access.where === undefined ? behind : [...limits.perIp(access.where), ...behind];
}
function isHangUp(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code === 'ECONNRESET' || code === 'EPIPE';
}
